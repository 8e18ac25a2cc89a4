# METADATA
# title: Containers must use volumes through a file system
# description: >-
#   volumeDevices hand a volume to the container as a block device. What it writes there no file system checks: the
#   node's kernel parses it if anybody mounts it later, and ownership and modes of files do not hold. Databases and
#   virtual machines may want it.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/storage/persistent-volumes/#raw-block-volume-support
#     description: Raw block volumes
# custom:
#   severity: low
#   subject: kubernetes/container
#   wall: storage
#   dimension: isolation
#   remediation: >-
#     Use volumeMounts and a claim with volumeMode: Filesystem.
#   frameworks:
#     nist-800-190: ["4.5.5"]
#     nist-800-53r5: [ac-6]
#     bsi-sys-1.6: [A19]
package bulkhead.kubernetes.raw_block_device

deny contains {
	"path": ["container", "volumeDevices", i],
	"message": "has a volume as a raw block device",
} if {
	some i, _ in input.container.volumeDevices
}
