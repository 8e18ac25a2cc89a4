package bulkhead.lib.path_test

import data.bulkhead.lib.path as paths

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
	paths.clean(path) == want
}

test_long_paths if {
	long := concat("/", [name | some _ in numbers.range(1, 500); name := "a"])
	paths.clean(long) == concat("", ["/", long])
	paths.clean(concat("/", [long, ".."])) == "/"
}

test_within if {
	paths.within("/etc", "/etc")
	paths.within("/etc/ssl", "/etc")
	paths.within("/etc", "/")
	paths.within("/", "/")
	not paths.within("/etcetera", "/etc")
	not paths.within("/", "/etc")
	not paths.within("/var", "/var/log")
}
