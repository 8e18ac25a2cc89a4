# METADATA
# title: QEMU must not run as root
# description: >-
#   A guest that breaks out of a QEMU process of user 0 is root on the host, with all capabilities. The user comes from the
#   guest's own static dac label, or else from user in qemu.conf, which the host's capabilities show. A dac label of type
#   none keeps that user. Per-user daemons (qemu:///session) have no dac model and never run as root.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/drvqemu.html#posix-users-groups
#     description: Users and groups in the QEMU driver
# custom:
#   severity: critical
#   subject: libvirt/domain
#   wall: privilege
#   dimension: isolation
#   remediation: >-
#     Remove the dac seclabel of user 0, set user and group in qemu.conf to an account of their own, and restart the
#     guest.
#   frameworks:
#     bsi-sys-1.5: [A16, A23]
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-6, sc-39]
package bulkhead.libvirt.emulator_as_root

import data.bulkhead.lib.libvirt.domain
import data.bulkhead.lib.libvirt.mac
import data.bulkhead.lib.libvirt.subject
import data.bulkhead.lib.unknown as unknown_value

deny contains {
	"path": ["domain", "seclabel", i, "label"],
	"message": "runs QEMU as root by its own label",
} if {
	domain.runs_in_qemu
	some i in _own_labels
	_is_root(input.domain.seclabel[i].label)
}

deny contains {
	"path": ["state", "seclabels", i, "label"],
	"message": "runs QEMU as root",
} if {
	domain.runs_in_qemu
	count(_own_labels) == 0
	some i in _running_labels
	_is_root(input.state.seclabels[i].label)
}

deny contains {
	"path": ["host", "capabilities", "host", "secmodel", i, "baselabel", j, "#text"],
	"message": "runs QEMU as root, as all guests of this host do by default",
} if {
	_left_to_host
	some i, secmodel in input.host.capabilities.host.secmodel
	secmodel.model == "dac"
	some j, baselabel in secmodel.baselabel
	baselabel.type == input.domain.type
	_is_root(baselabel["#text"])
}

unknown contains object.union(gap, {"message": message}) if {
	_left_to_host
	some gap in mac.host_gaps
	message := concat(": ", ["gives QEMU no user, so qemu.conf decides", gap.message])
}

# What runs may have been started before the host's default was what it is.
unknown contains gap if {
	_left_to_host
	some gap in _state_gaps
}

unknown contains {
	"path": ["host", "capabilities", "host", "secmodel", i, "baselabel"],
	"message": "the host's capabilities do not say which user runs guests of this type",
	"reason": "unread",
} if {
	_left_to_host
	some i, secmodel in input.host.capabilities.host.secmodel
	secmodel.model == "dac"
	not input.domain.type in {baselabel.type | some baselabel in secmodel.baselabel}
}

unknown contains gap if some gap in subject.gaps

unknown contains gap if some gap in subject.state_gaps

notapplicable if not domain.runs_in_qemu

_state_gaps contains unknown_value.verdict(["state", "active"], input.state.active)

_state_gaps contains unknown_value.verdict(["state", "seclabels"], input.state.seclabels) if input.state.active == true

_state_gaps contains unknown_value.verdict(["state", "seclabels", i, "model"], seclabel.model) if {
	input.state.active == true
	some i, seclabel in input.state.seclabels
}

_left_to_host if {
	domain.runs_in_qemu
	count(_own_labels) == 0
	count(_running_labels) == 0
}

# A dynamic label in XML is what libvirt chose for a running guest; it is ignored when the XML is defined anew.
_own_labels contains i if {
	some i, seclabel in input.domain.seclabel
	seclabel.model == "dac"
	seclabel.label != ""
	_counts(seclabel.type)
}

_counts("static")

_counts("dynamic") if input.state.active == true

_running_labels contains i if {
	input.state.active == true
	some i, seclabel in input.state.seclabels
	seclabel.model == "dac"
	seclabel.label != ""
}

# libvirt reads the number as strtoul does, so that "+-0" and "+ 0" are root too.
_is_root(label) if regex.match(`^(root|[+\-\s]*0+)(:|$)`, label)
