# METADATA
# title: What a binding gives
# description: >-
#   The rules that a binding gives to its subjects, matched to requests as the API server does (k8s.io/kubernetes v1.37.2,
#   plugin/pkg/auth/authorizer/rbac). The lists of a rule hold literals, or "*" for all: "*" as a resource covers
#   subresources too, "*/name" one subresource of every resource, and "pods/*" nothing.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/reference/access-authn-authz/rbac/
#     description: Using RBAC authorization
package bulkhead.lib.kubernetes.rbac

import data.bulkhead.lib.unknown

# METADATA
# description: >-
#   The binding has a subject that Kubernetes does not bind so, or its role has rules beyond those that Kubernetes ships. Other
#   bindings are not judged.
# scope: document
is_judged if _has_own_subject

is_judged if {
	some _ in input.facts.subjects
	some _ in input.facts.addedRules
}

# METADATA
# description: The positions of those subjects that Kubernetes does not bind so.
# scope: document
own_subjects contains i if {
	some i, subject in input.facts.subjects
	not subject.shipped == true
}

_has_own_subject if some _ in own_subjects

# METADATA
# description: >-
#   A ClusterRoleBinding, which gives its rules everywhere. A RoleBinding gives them in its namespace, and nothing of
#   resources without one.
# scope: document
is_cluster_wide if input.facts.scope == "cluster"

# METADATA
# description: The first for a ClusterRoleBinding, the second for a RoleBinding.
# scope: document
by_scope(cluster, _) := cluster if is_cluster_wide

by_scope(_, namespace) := namespace if not is_cluster_wide

# METADATA
# description: The role is the one that Kubernetes ships for those who may do everything.
# scope: document
is_cluster_admin if input.facts.shippedRole == "cluster-admin"

# METADATA
# description: >-
#   What a judged binding gives: each rule, and the path that proves it. What cluster-admin gives is known without the role. Where
#   all subjects are as shipped, only the rules beyond those shipped count.
# scope: document
grants contains {"path": ["role", "rules", i], "rule": rule} if {
	_has_own_subject
	some i, rule in input.role.rules
}

grants contains {"path": ["role", "rules", i], "rule": rule} if {
	is_judged
	not _has_own_subject
	some i in input.facts.addedRules
	rule := input.role.rules[i]
}

grants contains {"path": ["binding", "roleRef", "name"], "rule": _everything} if {
	_has_own_subject
	is_cluster_admin
	not _role_is_known
}

_role_is_known if is_array(input.role.rules)

_everything := {"apiGroups": ["*"], "resources": ["*"], "verbs": ["*"]}

# METADATA
# description: The unknown rule of controls that need a role's rules. A role that is known not to exist gives nothing.
# scope: document
unclear contains unknown.verdict(["role"], {"unknown": input.role.unknown, "why": input.role.why}) if _role_is_needed

unclear contains unknown.verdict(["role", "rules"], input.role.rules) if _role_is_needed

# More rules than those that are known.
unclear contains unknown.verdict(["role", "rules", i], rule) if {
	_role_is_needed
	some i, rule in input.role.rules
}

_role_is_needed if {
	is_judged
	not is_cluster_admin
}

# METADATA
# description: The rule allows the request for some objects at least, whatever names it is narrowed to.
# scope: document
matches(rule, verb, group, resource) if {
	_has(rule.verbs, {verb, "*"})
	_has(rule.apiGroups, {group, "*"})
	_has(rule.resources, _spellings(resource))
}

# METADATA
# description: The rule allows the request for any object, or for those that do not exist yet.
# scope: document
allows(rule, verb, group, resource) if {
	matches(rule, verb, group, resource)
	not is_narrowed(rule)
}

# An empty name among the names matches requests that name no object.
allows(rule, verb, group, resource) if {
	matches(rule, verb, group, resource)
	"" in rule.resourceNames
	verb in {"list", "watch", "create"}
	not contains(resource, "/")
}

# METADATA
# description: >-
#   The rule allows one of the verbs, a set, on one of the resources, by API group, as allows does. It looks at the rule first:
#   most rules have none of the verbs or groups.
# scope: document
allows_any(rule, verbs, resources_by_group) if {
	some verb in rule.verbs
	verb in (verbs | {"*"})
	some group, resources in resources_by_group
	has_group(rule, group)
	some resource in resources
	some asked in _asked(verb, verbs)
	allows(rule, asked, group, resource)
}

# METADATA
# description: The rule is about resources of that API group.
# scope: document
has_group(rule, group) if _has(rule.apiGroups, {group, "*"})

# METADATA
# description: The rule holds for named objects only.
# scope: document
is_narrowed(rule) if some _ in rule.resourceNames

# METADATA
# description: The rule allows everything, as cluster-admin does.
# scope: document
allows_everything(rule) if {
	not is_narrowed(rule)
	every list in [rule.verbs, rule.apiGroups, rule.resources] {
		"*" in list
	}
}

_asked("*", verbs) := verbs

_asked(verb, _) := {verb} if verb != "*"

_has(list, wanted) if {
	some element in list
	element in wanted
}

_spellings(resource) := {resource, "*"} if not contains(resource, "/")

_spellings(resource) := {resource, "*", concat("/", ["*", split(resource, "/")[1]])} if contains(resource, "/")
