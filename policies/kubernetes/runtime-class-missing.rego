# METADATA
# title: Runtime classes that pods name must exist
# description: >-
#   The sandbox that was meant is not there: the API server refuses such pods, and whoever may create runtime classes
#   decides what they run in later. In files alone this is not known, as runtime classes belong to the cluster.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/containers/runtime-class/
#     description: Runtime classes
# custom:
#   severity: medium
#   subject: kubernetes/pod
#   wall: kernel
#   dimension: isolation
#   remediation: >-
#     Create the RuntimeClass with the handler that the nodes have, or name one that exists.
#   frameworks:
#     nist-800-190: ["4.4.3"]
#     nist-800-53r5: [cm-6, sc-39]
#     bsi-sys-1.6: [A26]
package bulkhead.kubernetes.runtime_class_missing

deny contains {
	"path": ["pod", "spec", "runtimeClassName"],
	"message": "names a runtime class that does not exist",
} if {
	input.facts.runtimeClass.exists == false
}
