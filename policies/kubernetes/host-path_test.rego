package bulkhead.kubernetes.host_path_test

import data.bulkhead.kubernetes.host_path as control

_denied := {{"path": ["volume", "hostPath"], "message": "is a path of the node"}}

test_fail[note] if {
	some note, source in {
		"a directory": {"path": "/srv/data", "type": "Directory"},
		"no path": {},
	}
	control.deny == _denied with input.volume as {"name": "a", "hostPath": source}
}

test_pass[note] if {
	some note, volume in {
		"absent": {"name": "a"},
		"null": {"name": "a", "hostPath": null},
		"near miss: a claim, which may be of a local volume": {"name": "a", "persistentVolumeClaim": {"claimName": "b"}},
		"near miss: its name": {"name": "hostPath", "emptyDir": {}},
	}
	control.deny == set() with input.volume as volume
}
