# METADATA
# title: KubeVirt must not run virtual machines as root
# description: >-
#   With the feature gate Root the launcher of each virtual machine - the process of QEMU with it - runs as root in
#   its pod: who breaks out of the guest into QEMU is root there, one kernel bug away from the node. Without it the
#   launcher has the user 107, which is the default since KubeVirt v0.59.
# scope: package
# related_resources:
#   - ref: https://kubevirt.io/user-guide/cluster_admin/activating_feature_gates/
#     description: Feature gates of KubeVirt
# custom:
#   severity: high
#   subject: kubernetes/kubevirt
#   wall: privilege
#   dimension: isolation
#   remediation: >-
#     Take Root out of spec.configuration.developerConfiguration.featureGates.
#   frameworks:
#     nist-800-190: ["4.4.3"]
#     nist-800-53r5: [ac-6]
#     bsi-sys-1.6: [A19]
package bulkhead.kubernetes.kubevirt_launcher_as_root

deny contains {
	"path": ["kubevirt", "spec", "configuration", "developerConfiguration", "featureGates", i],
	"message": "runs the launchers of virtual machines as root",
} if {
	not _disabled
	some i, gate in input.kubevirt.spec.configuration.developerConfiguration.featureGates
	gate == "Root"
}

_disabled if {
	some gate in input.kubevirt.spec.configuration.developerConfiguration.disabledFeatureGates
	gate == "Root"
}
