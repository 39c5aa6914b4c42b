package dev.keyhold.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.keyhold.protocol.Blob;
import dev.keyhold.seal.Deployment;
import dev.keyhold.seal.DomainKeyRow;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A store becomes a deployment once.
public abstract class DeploymentContract extends OpenStore {

    private static final DomainKeyRow DOMAIN_KEY = new DomainKeyRow(1, Blob.of(new byte[] {1, 2, 3}), Samples.TIME);

    /// A deployment is created before a committer is opened.
    @BeforeEach
    void closeCommitter() {
        commits.close();
    }

    @Test
    void aFreshStoreIsNoDeployment() {
        assertThat(store.deployments().deployment()).isEmpty();
        assertThat(store.deployments().domainKeys()).isEmpty();
    }

    @Test
    void aDeploymentSurvivesARestart() {
        for (boolean development : new boolean[] {true, false}) {
            stores = fresh();
            close();
            store = stores.open();
            Deployment deployment = new Deployment(-1L - Long.MAX_VALUE, development, Samples.TIME);
            store.deployments().create(deployment, DOMAIN_KEY);
            restart();
            assertThat(store.deployments().deployment()).contains(deployment);
            assertThat(store.deployments().domainKeys()).containsExactly(DOMAIN_KEY);
        }
    }

    @Test
    void aDeploymentIsNotReplaced() {
        Deployment first = new Deployment(7, false, Samples.TIME);
        store.deployments().create(first, DOMAIN_KEY);
        DomainKeyRow other = new DomainKeyRow(2, Blob.of(new byte[] {9}), Samples.TIME);
        assertThatIllegalStateException()
                .isThrownBy(() -> store.deployments().create(new Deployment(8, true, Samples.TIME), other));
        assertThat(store.deployments().deployment()).contains(first);
        assertThat(store.deployments().domainKeys()).containsExactly(DOMAIN_KEY);
    }

    @Test
    void aCommitterWorksAfterTheDeploymentWasCreated() {
        store.deployments().create(new Deployment(7, false, Samples.TIME), DOMAIN_KEY);
        commits = store.commits(NODE);
        append(Samples.entries(0, 1));
        assertThat(commits.head()).contains(Samples.head(1));
    }
}
