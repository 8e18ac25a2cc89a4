package bulkhead.libvirt.host_directory_shared_test

import data.bulkhead.libvirt.host_directory_shared as control

_shared(dir) := {
	"filesystem": {"type": "mount", "accessmode": "mapped", "source": {"dir": dir}, "target": {"dir": "shared"}},
	"domain": {"type": "kvm"},
}

_container(source, target) := {
	"filesystem": {"type": "mount", "source": {"dir": source}, "target": {"dir": target}},
	"domain": {"type": "lxc"},
}

_plain := {{"path": ["filesystem", "source", "dir"], "message": "shares a directory of the host"}}

_sensitive(what) := {{
	"path": ["filesystem", "source", "dir"],
	"message": concat("", ["shares a place that gives the host away: ", what]),
	"severity": "critical",
}}

test_directory[dir] if {
	some dir in ["/srv/share", "/var/lib/libvirt/filesystems/a", "/etcetera", "/home/a/share", "/opt/etc", "/data/../srv"]
	control.deny == _plain with input as _shared(dir)
}

test_directory_note[note] if {
	some note, filesystem in {
		"type absent": {"source": {"dir": "/srv"}},
		"read-only": {"type": "mount", "source": {"dir": "/srv"}, "readonly": {}},
		"virtiofs": {"type": "mount", "driver": {"type": "virtiofs"}, "source": {"dir": "/srv"}},
	}
	control.deny == _plain with input as {"filesystem": filesystem, "domain": {"type": "kvm"}}
}

test_sensitive[dir] if {
	some dir, what in {
		"/": "its programs",
		"/etc": "its configuration and keys",
		"/etc/": "its configuration and keys",
		"/srv/../etc/libvirt": "its configuration and keys",
		"/dev/vfio": "its devices",
		"/var": "its containers' files",
		"/var/lib/libvirt": "other guests' disks",
		"/var/lib/libvirt/images/b": "other guests' disks",
	}
	control.deny == _sensitive(what) with input as _shared(dir)
}

test_server_of_its_own if {
	filesystem := {"type": "mount", "driver": {"type": "virtiofs"}, "source": {"socket": "/run/a.sock"}}
	control.deny == {{
		"path": ["filesystem", "source", "socket"],
		"message": "shares a directory of the host through a server that libvirt neither starts nor confines",
	}} with input as {"filesystem": filesystem, "domain": {"type": "kvm"}}
}

test_container if {
	control.deny == _plain with input as _container("/srv/a", "/mnt")
	control.deny == _sensitive("its programs") with input as _container("/", "/mnt")
}

test_root_of_a_container if {
	control.deny == set() with input as _container("/srv/containers/a", "/")
	control.deny == set() with input as _container("/var/lib/containers/a", "/")
	control.deny == set() with input as _container("/", "/")
	control.notapplicable with input as _container("/srv/containers/a", "/")
	not control.notapplicable with input as _container("/srv/a", "/mnt")
}

test_root_of_a_guest_is_a_share_too if {
	case := object.union(_container("/srv/a", "/"), {"domain": {"type": "kvm"}})
	control.deny == _plain with input as case
}

test_not_applicable[type] if {
	some type in ["ram", "bind", "file", "block", "volume", "template"]
	case := {"filesystem": {"type": type, "source": {"dir": "/etc"}}, "domain": {"type": "lxc"}}
	control.notapplicable with input as case
	control.deny == set() with input as case
}
