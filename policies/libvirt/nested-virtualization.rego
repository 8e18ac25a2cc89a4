# METADATA
# title: Guests must not run guests of their own
# description: >-
#   Where the host's KVM allows nesting, which it does by default, a guest that sees vmx or svm drives the part of
#   KVM that has had most of its escapes. host-passthrough, host-model and maximum show it unless a feature element
#   disables it; named models do not unless one requires it. Acceptable for guests that need it, such as clusters
#   for tests.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatdomain.html#cpu-model-and-topology
#     description: The cpu element
#   - ref: https://docs.kernel.org/virt/kvm/x86/running-nested-guests.html
#     description: Nested guests
# custom:
#   severity: medium
#   subject: libvirt/domain
#   wall: kernel
#   dimension: isolation
#   remediation: Add feature elements that disable vmx and svm, or set nested=0 for the host's KVM module.
#   frameworks:
#     bsi-sys-1.5: [A16, A22]
#     nist-800-125a: [general]
#     nist-800-53r5: [cm-7, sc-39]
package bulkhead.libvirt.nested_virtualization

import data.bulkhead.lib.libvirt.subject
import data.bulkhead.lib.unknown as unknown_value

deny contains {
	"path": ["domain", "cpu", "mode"],
	"message": sprintf("sees %s, and the host lets guests run guests of their own", [feature]),
} if {
	some module, feature in _features
	_nesting(module)
	_shows(feature)
}

unknown contains gap if some gap in subject.gaps

unknown contains {"path": ["machine"], "message": _why(input.machine.why), "reason": input.machine.unknown} if {
	some feature in _features
	_shows(feature)
}

unknown contains {
	"path": ["machine", "kvm"],
	"message": _why(input.machine.kvm.why),
	"reason": input.machine.kvm.unknown,
} if {
	some feature in _features
	_shows(feature)
}

unknown contains {
	"path": ["machine", "kvm", module],
	"message": _why(parameters.why),
	"reason": parameters.unknown,
} if {
	some module, feature in _features
	_shows(feature)
	parameters := input.machine.kvm[module]
}

unknown contains {
	"path": ["machine", "kvm", module, "nested"],
	"message": _why(parameter.why),
	"reason": parameter.unknown,
} if {
	some module, feature in _features
	_shows(feature)
	parameter := input.machine.kvm[module].nested
}

unknown contains unknown_value.verdict(["domain", "cpu"], input.domain.cpu)

unknown contains unknown_value.verdict(["domain", "cpu", "feature"], input.domain.cpu.feature)

notapplicable if not _uses_kvm

_uses_kvm if input.domain.type == "kvm"

_features := {"kvm_amd": "svm", "kvm_intel": "vmx"}

_why(why) := sprintf("sees the CPU's virtualization, and the host's KVM decides whether that works: %s", [why])

_nesting(module) if input.machine.kvm[module].nested in {"1", "Y"}

_shows(feature) if {
	_uses_kvm
	input.domain.cpu.mode in {"host-model", "host-passthrough", "maximum"}
	not _with_policy(feature, {"disable", "forbid"})
}

_shows(feature) if {
	_uses_kvm
	_with_policy(feature, {"force", "require"})
}

_with_policy(name, policies) if {
	some feature in input.domain.cpu.feature
	feature.name == name
	object.get(feature, "policy", "require") in policies
}
