# METADATA
# title: Pods must leave the choice of the node to the scheduler
# description: >-
#   A pod that names its node goes past the scheduler, and so past the taints that keep others off a node, past its
#   capacity and past rules of placement. A pod of a cluster is not judged, as the scheduler has written the name there;
#   its template is.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#nodename
#     description: nodeName
# custom:
#   severity: medium
#   subject: kubernetes/pod
#   wall: hardware
#   dimension: portability
#   remediation: >-
#     Remove nodeName; choose nodes with nodeSelector or affinity, and tolerate what has to be.
#   frameworks:
#     nist-800-190: ["4.3.4"]
#     nist-800-53r5: [ac-4, sc-2]
#     bsi-app-4.4: [A15]
package bulkhead.kubernetes.node_named

deny contains {
	"path": ["pod", "spec", "nodeName"],
	"message": "names its node, so no taint keeps it off",
} if {
	is_string(input.pod.spec.nodeName)
	input.pod.spec.nodeName != ""
	not notapplicable
}

notapplicable if input.facts.running == true
