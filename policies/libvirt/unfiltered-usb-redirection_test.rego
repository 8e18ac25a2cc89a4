package bulkhead.libvirt.unfiltered_usb_redirection_test

import data.bulkhead.libvirt.unfiltered_usb_redirection as control

_redirecting(filters) := {"redirdev": [{"bus": "usb", "type": "spicevmc"}], "redirfilter": filters}

test_fail[note] if {
	some note, devices in {
		"absent": {"redirdev": [{"bus": "usb", "type": "spicevmc"}]},
		"everything allowed": _redirecting([{"usbdev": [{"allow": "yes"}]}]),
		"everything allowed at length": _redirecting([{"usbdev": [{"allow": "yes", "class": "-1", "vendor": "-1"}]}]),
		"no rules": _redirecting([{}]),
	}
	control.deny == {{
		"path": ["domain", "devices", "redirfilter"],
		"message": "takes any USB device that is redirected to it",
	}} with input.domain.devices as devices
}

test_pass[note] if {
	some note, rules in {
		"one class": [{"allow": "yes", "class": "0x08"}],
		"near miss: some denied, then all allowed": [{"allow": "no", "class": "0x08"}, {"allow": "yes"}],
		"none": [{"allow": "no"}],
	}
	control.deny == set() with input.domain.devices as _redirecting([{"usbdev": rules}])
	not control.notapplicable with input.domain.devices as _redirecting([{"usbdev": rules}])
}

test_not_applicable if {
	control.notapplicable with input.domain.devices as {}
	control.deny == set() with input.domain.devices as {}
}
