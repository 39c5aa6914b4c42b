/// Who may do what: policy documents, their evaluation, and decisions that say why.
///
/// Start at [dev.keyhold.authz.Authorizer#decide], one method that reads like the rules: an explicit deny anywhere
/// wins, then the key policy speaks or else a grant, then, where they hand over, the caller's identity policies within
/// boundary and session policies. [dev.keyhold.authz.PolicyDocument] turns policy text into the compiled form that is
/// evaluated; [dev.keyhold.authz.Reason] names the statement that decided, or what was missing.
///
/// Everything here is a pure function of immutable values: no clock, no storage, no network, no other package of the
/// server. All public types are safe for use by any number of threads.
///
/// The policy language is AWS's. A document that uses anything else is refused when it is parsed, so no stored policy
/// can hold a statement that evaluation would skip or misread. All that a condition needs is compiled then too:
/// [dev.keyhold.authz.Condition] asks the [dev.keyhold.authz.RequestContext] for its key and holds the values against
/// patterns, numbers, dates and networks that are ready. [dev.keyhold.authz.Template] is a value with policy variables,
/// [dev.keyhold.authz.Haystack] what it is held against, and [dev.keyhold.authz.Globs] the values without any. Both
/// bound the time that a match takes.
///
/// The reverse questions, who can, what can and what a policy changes, are asked of [dev.keyhold.authz.AccessReview].
/// [dev.keyhold.authz.PartialEvaluation] puts what is known into statements and grants and answers for all requests at
/// once with an [dev.keyhold.authz.EffectiveAccess], which says under which conditions they are allowed. A property
/// test holds it against the decisions on single requests.
@NullMarked
package dev.keyhold.authz;

import org.jspecify.annotations.NullMarked;
