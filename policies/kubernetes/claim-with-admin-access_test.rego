package bulkhead.kubernetes.claim_with_admin_access_test

import data.bulkhead.kubernetes.claim_with_admin_access as control

_denied(path) := {{
	"path": array.concat(["resourceclaim", "spec", "devices", "requests"], path),
	"message": "asks for devices that others use, with an administrator's access",
	"expected": false,
}}

test_fail if {
	now := [{"name": "a"}, {"name": "b", "exactly": {"adminAccess": true}}]
	control.deny == _denied([1, "exactly", "adminAccess"]) with input.resourceclaim.spec.devices.requests as now
	before := [{"name": "b", "adminAccess": true}]
	control.deny == _denied([0, "adminAccess"]) with input.resourceclaim.spec.devices.requests as before
}

test_pass[note] if {
	some note, requests in {
		"null": null,
		"absent": [{"name": "a", "exactly": {"deviceClassName": "gpu"}}],
		"off": [{"name": "a", "exactly": {"adminAccess": false}}, {"name": "b", "adminAccess": null}],
		"near miss: its name": [{"name": "adminAccess", "exactly": null}],
	}
	control.deny == set() with input.resourceclaim.spec.devices.requests as requests
}

test_pass_absent if control.deny == set() with input as {"resourceclaim": {"spec": {}}}
