package bulkhead.kubernetes.kubevirt_permits_host_devices_test

import data.bulkhead.kubernetes.kubevirt_permits_host_devices as control

_given(devices) := {"kubevirt": {"spec": {"configuration": {"permittedHostDevices": devices}}}}

test_fail[kind] if {
	some kind in ["pciHostDevices", "mediatedDevices", "usb"]
	control.deny == {{
		"path": ["kubevirt", "spec", "configuration", "permittedHostDevices", kind],
		"message": "lets the virtual machines of every namespace have devices of their node",
	}} with input as _given({kind: [{"resourceName": "example.com/device"}]})
}

test_pass if control.deny == set() with input as _given({"pciHostDevices": []})

test_absent if control.deny == set() with input as {"kubevirt": {"spec": {}}}

test_near_miss_nothing_is_listed if control.deny == set() with input as _given({"usb": null})
