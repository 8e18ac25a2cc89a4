package bulkhead.kubernetes.runtime_socket_test

import data.bulkhead.kubernetes.runtime_socket as control

_denied := {{
	"path": ["volume", "hostPath", "path"],
	"message": "leads to the container runtime's socket: who can write to it is root on the node",
}}

test_fail[path] if {
	some path in [
		"/var/run/docker.sock", "/run/docker.sock", "/run/containerd/containerd.sock", "/run/containerd",
		"/run/crio/crio.sock/", "/run/k3s", "/run", "/var/run/", "/var", "/",
		"/run/./user/..//podman/podman.sock", `\\.\pipe\docker_engine`, `C:\`,
	]
	control.deny == _denied with input.volume.hostPath.path as path
}

test_fail_whatever_the_type if {
	control.deny == _denied with input.volume.hostPath as {"path": "/run/docker.sock", "type": "Socket"}
}

test_pass[path] if {
	some path in ["/run/docker.sock.old", "/run/app.sock", "/var/lib", "/run/../srv/docker.sock"] # near misses
	control.deny == set() with input.volume.hostPath.path as path
}

test_pass_other_volumes[note] if {
	some note, volume in {
		"none": {"name": "docker.sock"},
		"null": {"hostPath": null},
		"no path": {"hostPath": {}},
		"a claim": {"persistentVolumeClaim": {"claimName": "run"}},
	}
	control.deny == set() with input.volume as volume
}
