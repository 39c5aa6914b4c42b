/// Who may do what: policy documents, their evaluation, and decisions that say why.
///
/// Start at [dev.keyhold.authz.Authorizer#decide], one method that reads like the rules: an explicit deny anywhere
/// wins, then the key policy speaks, then, where it hands over, the caller's identity policies.
/// [dev.keyhold.authz.PolicyDocument] turns policy text into the compiled form that is evaluated;
/// [dev.keyhold.authz.Reason] names the statement that decided, or what was missing.
///
/// Everything here is a pure function of immutable values: no clock, no storage, no network, no other package of the
/// server. All types are safe for use by any number of threads.
///
/// The policy language is AWS's. A document that uses anything else is refused when it is parsed, so no stored policy
/// can hold a statement that evaluation would skip or misread. All that a condition needs is compiled then too:
/// [dev.keyhold.authz.Condition] asks the [dev.keyhold.authz.RequestContext] for its key and holds the values against
/// patterns, numbers, dates and networks that are ready. [dev.keyhold.authz.Template] is a value with policy variables.
///
/// The reverse questions, who can, what can and what a policy changes, are asked of [dev.keyhold.authz.AccessReview].
/// [dev.keyhold.authz.PartialEvaluation] puts what is known into statements and grants and answers for all requests at
/// once with an [dev.keyhold.authz.EffectiveAccess], which says under which conditions they are allowed. A property
/// test holds it against the decisions on single requests.
@NullMarked
package dev.keyhold.authz;

import org.jspecify.annotations.NullMarked;
