# METADATA
# title: Guests' network cards must be paravirtual
# description: >-
#   QEMU's models of real cards (rtl8139, e1000, pcnet, vmxnet3 and others) are old, large, and have had most of the
#   escapes by network; virtio is small and kept up. Without a model an x86 guest gets an rtl8139. Acceptable for
#   guests without drivers for virtio.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatdomain.html#network-interfaces
#     description: The interface element
# custom:
#   severity: low
#   subject: libvirt/interface
#   wall: kernel
#   dimension: isolation
#   remediation: Set the model's type to virtio.
#   frameworks:
#     bsi-sys-1.5: [A3, A16]
#     nist-800-125a: [general]
#     nist-800-53r5: [cm-7, sc-39]
package bulkhead.libvirt.emulated_network_card

import data.bulkhead.lib.libvirt.domain
import data.bulkhead.lib.libvirt.subject
import data.bulkhead.lib.unknown as unknown_value

deny contains {
	"path": ["interface", "model", "type"],
	"message": sprintf("has the emulated card %s", [input.interface.model.type]),
	"expected": "virtio",
} if {
	_emulated
	_network_known
	input.interface.model.type
}

deny contains {
	"path": ["interface", "model", "type"],
	"message": "has no model, so libvirt gives it an emulated rtl8139",
	"expected": "virtio",
} if {
	_emulated
	_network_known
	not input.interface.model.type
}

unknown contains gap if some gap in subject.gaps

unknown contains unknown_value.verdict(["interface", "model"], input.interface.model)

# A network of the host's own cards gives the guest one of them, whatever the model.
unknown contains {"path": ["network"], "message": input.network.why, "reason": input.network.unknown} if _emulated

unknown contains unknown_value.verdict(["network", "forward"], input.network.forward) if _emulated

notapplicable if not _card

_network_known if {
	not input.network.unknown
	not input.network.forward.unknown
}

_emulated if {
	_card
	model := input.interface.model.type
	not startswith(model, "virtio")
}

_emulated if {
	_card
	not input.interface.model.type
	not input.interface.model.unknown
	input.domain.os.type.arch in {"i686", "x86_64"}
}

# The host's own cards are not emulated, and vDPA is virtio always.
_card if {
	domain.runs_in_qemu
	not input.interface.type in {"hostdev", "vdpa"}
	not input.network.forward.mode == "hostdev"
}
