# METADATA
# title: Guests must be confined by the host's mandatory access control
# description: >-
#   A guest's QEMU process without a label or profile of its own may touch whatever the QEMU user may: other guests' disks,
#   the host's devices, other processes. seclabel type='none' switches that off for one guest; running without a label, or
#   with one that is not enforced, shows the same of a live one. An absent seclabel is confined, unless
#   security_default_confined is 0. Only for a guest that is trusted as the host itself is.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatdomain.html#security-label
#     description: The seclabel element
# custom:
#   severity: critical
#   subject: libvirt/domain
#   wall: kernel
#   dimension: isolation
#   remediation: >-
#     Remove seclabel type='none', leave security_default_confined in qemu.conf at 1, and restart the guest on a host that
#     enforces SELinux or AppArmor.
#   frameworks:
#     bsi-sys-1.5: [A16, A22]
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-3, sc-39]
package bulkhead.libvirt.domain_unconfined

import data.bulkhead.lib.libvirt.domain
import data.bulkhead.lib.libvirt.mac
import data.bulkhead.lib.libvirt.qemu_conf
import data.bulkhead.lib.libvirt.subject
import data.bulkhead.lib.unknown as unknown_value

deny contains {
	"path": ["domain", "seclabel", i, "type"],
	"message": "switches mandatory access control off for itself",
	"expected": "dynamic",
} if {
	some i in _switched_off
}

deny contains {
	"path": ["domain", "seclabel", i, "label"],
	"message": "has a label that confines nothing",
} if {
	some i, seclabel in input.domain.seclabel
	seclabel.model in mac.models
	_confines_nothing(seclabel.label)
}

deny contains {
	"path": ["state", "seclabels"],
	"message": "runs without a label of the host's mandatory access control",
} if {
	count(_switched_off) == 0
	input.state.active == true
	is_array(input.state.seclabels)
	some model in mac.host_models
	not _labelled(model)
}

deny contains {
	"path": ["state", "seclabels", i, "label"],
	"message": "runs with a label that confines nothing",
} if {
	input.state.active == true
	some i, seclabel in input.state.seclabels
	seclabel.model in mac.models
	_confines_nothing(seclabel.label)
}

deny contains {
	"path": ["state", "seclabels", i, "enforcing"],
	"message": "runs with a label that the host does not enforce",
	"expected": true,
} if {
	input.state.active == true
	some i, seclabel in input.state.seclabels
	seclabel.model in mac.models
	seclabel.label != ""
	seclabel.enforcing == false
}

deny contains {
	"path": ["machine", "libvirt", "qemu.conf", "security_default_confined"],
	"message": "has no seclabel, and the host's qemu.conf confines no such guest",
	"expected": "1",
} if {
	_left_to_default
	input.machine.libvirt["qemu.conf"].security_default_confined == "0"
}

unknown contains gap if {
	_left_to_host
	some gap in mac.host_gaps
}

unknown contains {
	"path": ["state", "seclabels"],
	"message": input.state.seclabels.why,
	"reason": input.state.seclabels.unknown,
} if {
	input.state.active == true
	count(mac.host_models) > 0
	input.state.seclabels.unknown
}

unknown contains qemu_conf.unknown("has no seclabel, so security_default_confined in qemu.conf decides") if _left_to_default

unknown contains gap if some gap in subject.gaps

unknown contains gap if some gap in subject.state_gaps

unknown contains unknown_value.verdict(["state", "active"], input.state.active) if count(mac.host_models) > 0

unknown contains unknown_value.verdict(["state", "seclabels", i, "model"], seclabel.model) if {
	count(mac.host_models) > 0
	some i, seclabel in input.state.seclabels
}

notapplicable if not _confinable

notapplicable if {
	_host_known
	count(mac.host_models) == 0
}

_confinable if domain.runs_in_qemu

_confinable if input.domain.type == "lxc"

# A seclabel without a model is for the host's first, which is its mandatory access control where it has one.
_switched_off contains i if {
	some i, seclabel in input.domain.seclabel
	seclabel.type == "none"
	object.get(seclabel, "model", "none given") in (mac.models | _assumed_models)
}

_assumed_models contains "none given" if not _host_known

_assumed_models contains "none given" if count(mac.host_models) > 0

_host_known if count(mac.host_gaps) == 0

_confines_nothing(label) if regex.match(`^unconfined\b|:unconfined_t(:|$)`, label)

_labelled(model) if {
	some seclabel in input.state.seclabels
	_may_be(seclabel.model, model)
	seclabel.label != ""
}

_may_be(given, model) if given == model

_may_be(given, _) if unknown_value.is_unknown(given)

# libvirt refuses to start a guest whose own seclabel it cannot serve, so such a guest is confined wherever it runs.
_asks_for_label if {
	some seclabel in input.domain.seclabel
	seclabel.model in mac.models
}

_left_to_host if {
	_confinable
	count(_switched_off) == 0
	not _asks_for_label
}

# What runs shows its label; of what does not, the XML and qemu.conf say what it would get.
_left_to_default if {
	domain.runs_in_qemu
	count(mac.host_models) > 0
	count(_switched_off) == 0
	not _asks_for_label
	not input.state.active == true
}
