package bulkhead.libvirt.sev_policy_weak_test

import data.bulkhead.libvirt.sev_policy_weak as control

_debug := {
	"path": ["domain", "launchSecurity", "policy"],
	"message": "may be debugged by the host, which then reads and writes all of its memory",
}

_registers := {
	"path": ["domain", "launchSecurity", "policy"],
	"message": "does not demand SEV-ES, so the host reads its registers",
	"severity": "medium",
}

test_policy[note] if {
	some note, case in {
		"nothing": {"security": {"type": "sev", "policy": "0x0000"}, "deny": {_debug, _registers}},
		"absent policy": {"security": {"type": "sev"}, "deny": {_debug, _registers}},
		"no SEV-ES": {"security": {"type": "sev", "policy": "0x0003"}, "deny": {_registers}},
		"SEV-ES alone": {"security": {"type": "sev", "policy": "0x0004"}, "deny": {_debug}},
		"SNP debug": {"security": {"type": "sev-snp", "policy": "0x000b0000"}, "deny": {_debug}},
		"TDX debug": {"security": {"type": "tdx", "policy": "0x10000001"}, "deny": {_debug}},
		"both": {"security": {"type": "sev", "policy": "0x0005"}, "deny": set()},
		"both and more": {"security": {"type": "sev", "policy": "0x002F"}, "deny": set()},
		"near miss: as base 16 without a prefix": {"security": {"type": "sev", "policy": "0015"}, "deny": set()},
		"SNP": {"security": {"type": "sev-snp", "policy": "0x00030000"}, "deny": set()},
		"SNP's default": {"security": {"type": "sev-snp"}, "deny": set()},
		"TDX": {"security": {"type": "tdx", "policy": "0x10000000"}, "deny": set()},
	}
	control.deny == case.deny with input.domain.launchSecurity as case.security
	not control.notapplicable with input.domain.launchSecurity as case.security
}

test_not_applicable[note] if {
	some note, domain in {"absent": {"type": "kvm"}, "s390": {"launchSecurity": {"type": "s390-pv"}}}
	control.notapplicable with input.domain as domain
	control.deny == set() with input.domain as domain
}
