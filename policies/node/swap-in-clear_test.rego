package bulkhead.node.swap_in_clear_test

import data.bulkhead.node.swap_in_clear as control

test_fail[note] if {
	some note, machine in {
		"a partition": {"swaps": [{"device": "/dev/sda2", "type": "partition"}]},
		"a file": {"swaps": [{"device": "/swapfile", "type": "file"}]},
		"near miss: another mapping": {"swaps": [{"device": "/dev/dm-1", "type": "partition", "mapper": "LVM"}]},
	}
	control.deny == {{
		"path": ["machine", "swaps"],
		"message": "swaps to a drive in clear",
	}} with input.machine as machine
}

test_pass[note] if {
	some note, machine in {
		"encrypted": {"swaps": [{"device": "/dev/dm-1", "type": "partition", "mapper": "CRYPT"}]},
		"compressed memory": {"swaps": [{"device": "/dev/zram0", "type": "partition"}]},
		"absent": {"swaps": []},
	}
	control.deny == set() with input.machine as machine
}
