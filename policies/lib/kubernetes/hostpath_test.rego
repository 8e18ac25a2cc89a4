package bulkhead.lib.kubernetes.hostpath_test

import data.bulkhead.lib.kubernetes.hostpath

test_clean[path] if {
	some path, want in {
		"/": "/",
		"": "/",
		"//": "/",
		"/etc": "/etc",
		"/etc/": "/etc",
		"//etc//./ssl/.": "/etc/ssl",
		"etc": "/etc",
		"/data/../etc": "/etc",
		"/data/b/../../etc/x/..": "/etc",
		"/../../etc": "/etc",
		"/a/../../etc": "/etc",
		"/a/..": "/",
		"/a/...": "/a/...",
		"/a/..b": "/a/..b",
		`C:\ProgramData\docker`: "/programdata/docker",
		`c:/Windows/`: "/windows",
		`\\.\pipe\docker_engine`: "/pipe/docker_engine",
		`/a\b`: `/a\b`,
	}
	hostpath.clean(path) == want
}

test_long_paths if {
	long := concat("/", [name | some _ in numbers.range(1, 500); name := "a"])
	hostpath.clean(long) == concat("", ["/", long])
	hostpath.clean(concat("/", [long, ".."])) == "/"
}

test_within if {
	hostpath.within("/etc", "/etc")
	hostpath.within("/etc/ssl", "/etc")
	hostpath.within("/etc", "/")
	hostpath.within("/", "/")
	not hostpath.within("/etcetera", "/etc")
	not hostpath.within("/", "/etc")
	not hostpath.within("/var", "/var/log")
}

test_no_place_within_another if {
	every place, _ in hostpath.places {
		hostpath.clean(place) == place
		[other | some other, _ in hostpath.places; hostpath.within(place, other)] == [place]
	}
}
