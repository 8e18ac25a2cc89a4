package bulkhead.lib.libvirt.mode_test

import data.bulkhead.lib.libvirt.mode

test_modes[octal] if {
	some octal, want in {
		"0700": [false, false, false],
		"0711": [false, false, true],
		"0755": [true, false, true],
		"0644": [true, false, false],
		"1777": [true, true, true],
		"0662": [false, true, false],
		"": [false, false, false],
		"u=rwx": [false, false, false],
	}
	want == [_is("read", octal), _is("write", octal), _is("enter", octal)]
}

test_all_modes if count(test_modes) == 8

_is("read", octal) if mode.others_read(octal)

else := false

_is("write", octal) if mode.others_write(octal)

else := false

_is("enter", octal) if mode.others_enter(octal)

else := false
