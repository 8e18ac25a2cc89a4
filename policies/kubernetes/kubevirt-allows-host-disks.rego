# METADATA
# title: KubeVirt must not let virtual machines have files of the node
# description: >-
#   With the feature gate HostDisk whoever may create a virtual machine, in any namespace, may give it a file of the
#   node as its disk, by its path, or have one made. No Pod Security level judges the machine, only the pod that
#   KubeVirt makes of it.
# scope: package
# related_resources:
#   - ref: https://kubevirt.io/user-guide/cluster_admin/activating_feature_gates/
#     description: Feature gates of KubeVirt
# custom:
#   severity: medium
#   subject: kubernetes/kubevirt
#   wall: storage
#   dimension: isolation
#   remediation: >-
#     Take HostDisk out of spec.configuration.developerConfiguration.featureGates, and use claims.
#   frameworks:
#     mitre-containers: [T1611]
#     nist-800-190: ["4.5.5"]
#     nist-800-53r5: [ac-6, cm-7]
#     bsi-sys-1.6: [A19]
package bulkhead.kubernetes.kubevirt_allows_host_disks

deny contains {
	"path": ["kubevirt", "spec", "configuration", "developerConfiguration", "featureGates", i],
	"message": "lets virtual machines have files of their node as disks",
} if {
	not _disabled
	some i, gate in input.kubevirt.spec.configuration.developerConfiguration.featureGates
	gate == "HostDisk"
}

_disabled if {
	some gate in input.kubevirt.spec.configuration.developerConfiguration.disabledFeatureGates
	gate == "HostDisk"
}
