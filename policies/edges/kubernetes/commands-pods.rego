# METADATA
# title: An account commands other pods
# description: >-
#   Running commands in a pod, changing what it runs, or all rights in its namespace: whoever may do that is in the pod,
#   with its token and its data.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/rbac-good-practices/
#     description: RBAC good practices, risks of privilege escalation
# custom:
#   subject: kubernetes/grant
#   edge: {to: workloads, cost: none}
package bulkhead.edges.kubernetes.commands_pods

deny contains {"path": ["grant", "bindings"], "message": message} if some message in _found

unknown contains {
	"path": ["grant", "bindings"],
	"message": "may get from kubelets, some of which take that for running commands in pods",
	"reason": "not-in-input",
} if {
	count(_found) == 0
	"get-from-kubelets" in input.grant.ways
}

unknown contains {
	"path": ["grant", "unclear"],
	"message": input.grant.unclear.why,
	"reason": input.grant.unclear.unknown,
} if {
	count(_found) == 0
}

_found contains message if {
	not "cluster-admin" in input.grant.ways # which is another edge's, or has all there is
	some way in input.grant.ways
	message := _ways[way]
}

_found contains "may run commands in pods by get, as the API server's gate that asks for create is off" if {
	not "cluster-admin" in input.grant.ways
	not "exec-into-pods" in input.grant.ways
	"get-into-pods" in input.grant.ways
	input.facts.getRunsCommands == true
}

_found contains "has all rights in the namespace" if {
	"cluster-admin" in input.grant.ways
	input.grant.clusterWide == false
}

_ways := {
	"ask-kubelets": "may have kubelets run commands in pods",
	"bind-roles": "may bind any role in the namespace to itself",
	"change-pods": "may change what pods run",
	"escalate-roles": "may give roles of the namespace rights that it has not",
	"exec-into-pods": "may run commands in pods",
}
