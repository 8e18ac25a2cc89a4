# METADATA
# title: Guests migrate in clear
# description: >-
#   While a guest moves to another host without TLS, the network between them reads all of its memory, and may
#   change it. Whether guests migrate is not in a host's files; where qemu.conf says at which address, they are
#   taken to.
# scope: package
# custom:
#   subject: libvirt/daemon
#   edge: {from: outside, to: guests, cost: credential}
package bulkhead.edges.libvirt.migration_in_clear

import data.bulkhead.libvirt.migration_in_clear

deny := set()

unknown contains {
	"path": hit.path,
	"message": "lets guests migrate without TLS, if any does",
	"reason": "not-in-input",
} if {
	some name in ["migration_address", "migration_host"]
	input.machine.libvirt["qemu.conf"][name] != ""
	some hit in migration_in_clear.deny
}
