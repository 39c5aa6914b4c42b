# Every target is one line over ./mvnw with a JDK 25 that build-bin/find-jdk finds.
SHELL := /bin/bash
.DEFAULT_GOAL := help
MVN = JAVA_HOME="$$(build-bin/find-jdk)" && export JAVA_HOME && ./mvnw

.PHONY: help build demo test check fmt bench soak run clean sbom

help: ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/\1\t\2/' | expand -t 10

build: ## compile and package, without tests, with the AOT cache of the launcher
	@$(MVN) -q package -Dmaven.test.skip=true
	@build-bin/aot-cache

demo: build ## build, then the five-minute tour on a real file; leaves the server running (DEMO_EXIT=1 ends it)
	@bin/keyhold tour $(if $(DEMO_EXIT),--exit,)

test: ## everything that proves it, in at most 25 minutes on two cores
	@build-bin/test-needs
	@$(MVN) verify

check: ## formatting and compile-time gates only, in seconds
	@$(MVN) -q spotless:check test-compile

fmt: ## format the sources
	@$(MVN) -q spotless:apply

bench: build ## JMH and the load driver; results go to benchmarks/results
	@JAVA_HOME="$$(build-bin/find-jdk)" benchmarks/run

soak: ## the full counts of the randomised tests; takes long
	@$(MVN) verify -Dexcluded.tests=none -Dkeyhold.soak=true

run: build ## a development server on 127.0.0.1:8200 that keeps nothing
	@bin/keyhold dev

sbom: ## the CycloneDX bill of materials, in target/bom.json
	@$(MVN) -q cyclonedx:makeAggregateBom

clean: ## remove what was built
	@$(MVN) -q clean
