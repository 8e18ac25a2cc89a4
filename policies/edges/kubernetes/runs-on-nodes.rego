# METADATA
# title: An account runs what it likes on nodes
# description: >-
#   Whoever may make pods where nothing refuses privileged ones owns any node. So does who may make volumes of the nodes'
#   directories, which Pod Security does not look at, or take a namespace's level away.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/rbac-good-practices/
#     description: RBAC good practices, risks of privilege escalation
# custom:
#   subject: kubernetes/grant
#   edge: {to: nodes, cost: none}
package bulkhead.edges.kubernetes.runs_on_nodes

import data.bulkhead.lib.unknown as unknown_value

deny contains {"path": ["grant", "bindings"], "message": _pods} if {
	_privileged_admitted
	count(input.facts.guards) == 0
}

deny contains {"path": ["grant", "bindings"], "message": message} if some message in _others

unknown contains {
	"path": ["facts", "guards"],
	"message": sprintf("%s, unless a webhook or a policy refuses it", [_pods]),
	"reason": "not-in-input",
} if {
	_privileged_admitted
	count(_others) == 0
	count(input.facts.guards) > 0
}

unknown contains unknown_value.verdict(["facts", "podSecurity"], input.facts.podSecurity) if {
	"create-pods" in input.grant.ways
	count(_others) == 0
}

_pods := "may make privileged pods: no Pod Security level refuses them"

_privileged_admitted if {
	"create-pods" in input.grant.ways
	some level in input.facts.podSecurity
	level in {"", "privileged"} # without a label it is the cluster's default, as upstream's
}

_others contains message if {
	some way in input.grant.ways
	message := _ways[way]
}

_ways := {
	"create-host-volumes": "may make volumes of nodes' directories and pods that mount them",
	"open-namespaces": "may make pods and take a namespace's Pod Security level away",
}
