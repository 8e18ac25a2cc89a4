package bulkhead.libvirt.process_unconfined_test

import data.bulkhead.libvirt.process_unconfined as control

test_fail[label] if {
	some label, message in {
		"unconfined": "runs unconfined",
		"unconfined (complain)": "runs unconfined",
		"libvirt-8a2f3c1e-0000-4000-8000-000000000001 (complain)": "runs with a profile that refuses nothing",
		"libvirtd (enforce)": "runs with the label of libvirt's daemon",
		"/usr/sbin/libvirtd (enforce)": "runs with the label of libvirt's daemon",
		"system_u:system_r:virtd_t:s0-s0:c0.c1023": "runs with the label of libvirt's daemon",
		"unconfined_u:unconfined_r:unconfined_t:s0": "runs with a label that confines nothing",
		"system_u:system_r:unconfined_service_t": "runs with a label that confines nothing",
	}
	control.deny == {{"path": ["process", "label"], "message": message}} with input.process.label as label
}

test_pass[label] if {
	some label in {
		"libvirt-8a2f3c1e-0000-4000-8000-000000000001 (enforce)",
		"system_u:system_r:svirt_t:s0:c12,c345",
		"system_u:system_r:svirt_tcg_t:s0:c12,c345",
		"near_unconfined_t_u:r:svirt_t:s0",
	}
	control.deny == set() with input.process.label as label
	not control.notapplicable with input.process.label as label
}

test_absent if {
	control.deny == set() with input.process as {"guest": "web"}
	control.notapplicable with input.process as {"guest": "web"}
}
