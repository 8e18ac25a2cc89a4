package bulkhead.libvirt.qemu_features_overridden_test

import data.bulkhead.libvirt.qemu_features_overridden as control

test_capabilities if {
	control.deny == {{
		"path": ["domain", "qemu:capabilities"],
		"message": "overrides what libvirt knows of QEMU's features",
	}} with input.domain as {"qemu:capabilities": {"qemu:del": [{"capability": "seccomp-blacklist"}]}}
}

test_override if {
	control.deny == {{
		"path": ["domain", "qemu:override"],
		"message": "overrides properties of devices past libvirt's checks",
	}} with input.domain as {"qemu:override": {"qemu:device": [{"alias": "net0"}]}}
}

test_pass[note] if {
	some note, domain in {
		"absent": {"type": "kvm"},
		"near miss: what is deprecated": {"qemu:deprecation": {"behavior": "omit"}},
	}
	control.deny == set() with input.domain as domain
}
