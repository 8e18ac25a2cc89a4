package bulkhead.libvirt.sev_kernel_not_measured_test

import data.bulkhead.libvirt.sev_kernel_not_measured as control

_guest(security, os) := {"launchSecurity": object.union({"type": "sev"}, security), "os": os}

test_fail[note] if {
	some note, security in {"absent": {}, "no": {"kernelHashes": "no"}, "SNP": {"type": "sev-snp"}}
	control.deny == {{
		"path": ["domain", "launchSecurity", "kernelHashes"],
		"message": "starts a kernel of the host's choice, which the guest's measurement leaves out",
		"expected": "yes",
	}} with input.domain as _guest(security, {"kernel": "/boot/vmlinuz"})
}

test_pass[note] if {
	some note, domain in {
		"measured": _guest({"kernelHashes": "yes"}, {"kernel": "/boot/vmlinuz"}),
		"near miss: no kernel": _guest({}, {"loader": {"#text": "/usr/share/OVMF/OVMF.amdsev.fd"}}),
	}
	control.deny == set() with input.domain as domain
	not control.notapplicable with input.domain as domain
}

test_not_applicable if {
	control.notapplicable with input.domain as {"os": {"kernel": "/boot/vmlinuz"}}
	control.deny == set() with input.domain as {"os": {"kernel": "/boot/vmlinuz"}}
}
