# METADATA
# title: Pods must not set up volumes of storage drivers themselves
# description: >-
#   A csi volume in a pod lets whoever writes the pod give a driver on the node its settings, where a claim lets an
#   administrator do so in a storage class. What drivers make of such settings is theirs. Drivers that are made for it,
#   such as those that bring secrets or certificates into pods, are acceptable.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/storage/ephemeral-volumes/#csi-driver-restrictions
#     description: Restrictions of CSI drivers
# custom:
#   severity: low
#   subject: kubernetes/volume
#   wall: storage
#   dimension: isolation
#   remediation: >-
#     Use a persistent volume claim with a storage class.
#   frameworks:
#     nist-800-53r5: [ac-6, cm-7]
#     bsi-sys-1.6: [A19]
package bulkhead.kubernetes.inline_csi_volume

deny contains {
	"path": ["volume", "csi"],
	"message": "is set up by the pod at a driver on the node",
} if {
	input.volume.csi != null
}
