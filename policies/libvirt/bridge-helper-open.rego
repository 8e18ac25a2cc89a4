# METADATA
# title: Users must not put guests on any bridge of the host
# description: >-
#   QEMU's bridge helper gives users without rights an interface on the bridges that bridge.conf allows. Where
#   the helper gets rights of root and bridge.conf allows all, every user joins every network of the host,
#   management and other guests' included, past all filters. Absent, nothing is allowed. Acceptable on a
#   workstation.
# scope: package
# related_resources:
#   - ref: https://wiki.qemu.org/Features/HelperNetworking
#     description: The bridge helper
# custom:
#   severity: medium
#   subject: libvirt/daemon
#   wall: network
#   dimension: isolation
#   remediation: >-
#     Name the bridges in bridge.conf that are meant for users, or take the set-user-ID bit from
#     qemu-bridge-helper.
#   frameworks:
#     bsi-sys-1.5: [A4, A15]
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-4, sc-7]
package bulkhead.libvirt.bridge_helper_open

import data.bulkhead.lib.libvirt.mode

deny contains {
	"path": ["machine", "libvirt", "bridgeHelper", "allows", i],
	"message": "lets every user put guests on all bridges of the host",
} if {
	input.machine.libvirt.bridgeHelper.privileged == true
	mode.others_enter(input.machine.libvirt.bridgeHelper.mode)
	not "all" in input.machine.libvirt.bridgeHelper.denies
	some i, "all" in input.machine.libvirt.bridgeHelper.allows
}
