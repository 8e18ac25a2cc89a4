# METADATA
# title: Guests must not override what libvirt knows of QEMU
# description: >-
#   Elements of QEMU's namespace can tell libvirt that QEMU has or lacks a feature (capabilities), and set
#   properties of devices past its checks (override). Either may switch off what keeps a guest apart, such as the
#   sandbox or a locked image, and libvirt taints such a guest. Acceptable to get past a fault until it is repaired.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/kbase/qemu-passthrough-security.html
#     description: Passing things to QEMU past libvirt
# custom:
#   severity: medium
#   subject: libvirt/domain
#   wall: management
#   dimension: security
#   remediation: Remove the elements and say the same in the domain's own, if it can be said there.
#   frameworks:
#     bsi-sys-1.5: [A3, A16]
#     nist-800-125a: [general]
#     nist-800-53r5: [cm-6, cm-7]
package bulkhead.libvirt.qemu_features_overridden

deny contains {
	"path": ["domain", "qemu:capabilities"],
	"message": "overrides what libvirt knows of QEMU's features",
} if {
	input.domain["qemu:capabilities"]
}

deny contains {
	"path": ["domain", "qemu:override"],
	"message": "overrides properties of devices past libvirt's checks",
} if {
	input.domain["qemu:override"]
}
