# METADATA
# title: A screen is on the network
# description: >-
#   A VNC or SPICE server that listens on every interface is a service of the host that shows the guest's screen and takes
#   its keyboard.
# scope: package
# custom:
#   subject: libvirt/graphics
#   edge: {from: outside, to: workload, cost: service}
package bulkhead.edges.libvirt.screen_on_network

import data.bulkhead.lib.libvirt.address
import data.bulkhead.lib.libvirt.domain
import data.bulkhead.lib.libvirt.graphics
import data.bulkhead.lib.libvirt.qemu_conf
import data.bulkhead.libvirt.vnc_listens_everywhere

deny contains hit if some hit in vnc_listens_everywhere.deny

deny contains {"path": given.path, "message": "offers its screen over SPICE on every interface"} if {
	_spice
	some given in graphics.addresses
	address.is_wildcard(given.address)
}

deny contains {
	"path": ["machine", "libvirt", "qemu.conf", "spice_listen"],
	"message": "offers its screen over SPICE on every interface, as qemu.conf says for all guests",
} if {
	_spice_left_to_qemu_conf
	not input.machine.libvirt["qemu.conf"].spice_auto_unix_socket == "1"
	address.is_wildcard(input.machine.libvirt["qemu.conf"].spice_listen)
}

unknown contains gap if some gap in vnc_listens_everywhere.unknown

unknown contains qemu_conf.unknown("gives no address, so spice_listen in qemu.conf decides") if _spice_left_to_qemu_conf

notapplicable if not input.graphics.type in {"spice", "vnc"}

_spice if input.graphics.type == "spice"

_spice_left_to_qemu_conf if {
	_spice
	domain.runs_in_qemu
	graphics.left_to_qemu_conf
}
