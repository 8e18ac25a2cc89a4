# METADATA
# title: KubeVirt must not run hooks that virtual machines bring
# description: >-
#   With the feature gate Sidecar whoever may create a virtual machine names an image in an annotation that runs
#   beside QEMU and rewrites the machine's domain XML before it starts: a right on virtual machines becomes one to
#   run any code next to the hypervisor, with whatever devices and files the XML can name.
# scope: package
# related_resources:
#   - ref: https://kubevirt.io/user-guide/cluster_admin/activating_feature_gates/
#     description: Feature gates of KubeVirt
# custom:
#   severity: medium
#   subject: kubernetes/kubevirt
#   wall: privilege
#   dimension: isolation
#   remediation: >-
#     Take Sidecar out of spec.configuration.developerConfiguration.featureGates.
#   frameworks:
#     mitre-containers: [T1610]
#     nist-800-53r5: [ac-6, cm-7]
#     bsi-sys-1.6: [A6, A19]
package bulkhead.kubernetes.kubevirt_allows_hook_sidecars

deny contains {
	"path": ["kubevirt", "spec", "configuration", "developerConfiguration", "featureGates", i],
	"message": "runs any image that a virtual machine names beside its hypervisor",
} if {
	not _disabled
	some i, gate in input.kubevirt.spec.configuration.developerConfiguration.featureGates
	gate == "Sidecar"
}

_disabled if {
	some gate in input.kubevirt.spec.configuration.developerConfiguration.disabledFeatureGates
	gate == "Sidecar"
}
