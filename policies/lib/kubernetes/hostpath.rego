# METADATA
# title: Paths on a node
# description: Which places of a node give it away.
# scope: package
package bulkhead.lib.kubernetes.hostpath

import data.bulkhead.lib.path as paths

# METADATA
# description: >-
#   Places that give a node or what runs on it away, and what is there. Our own list, from the layout of current
#   Linux distributions, the kubelet, container runtimes and Windows nodes, as of 2026-11-24. None lies within
#   another.
# scope: document
places := {
	"/bin": "the node's programs",
	"/boot": "the node's kernel",
	"/dev": "the node's devices",
	"/etc": "the node's configuration, accounts and keys",
	"/home": "users' files and keys",
	"/lib": "the node's libraries and kernel modules",
	"/lib64": "the node's libraries",
	"/opt/cni": "network plugins that the node runs as root",
	"/pipe": "pipes of the node's services",
	"/proc": "the node's processes and kernel settings",
	"/programdata": "the node's configuration and services' data",
	"/root": "root's files and keys",
	"/run": "sockets of the node's services",
	"/sbin": "the node's programs",
	"/sys": "the node's kernel and devices",
	"/usr": "the node's programs",
	"/var/lib/cni": "the state of the pods' network",
	"/var/lib/containerd": "the files of all containers",
	"/var/lib/containers": "the files of all containers",
	"/var/lib/crio": "the state of the container runtime",
	"/var/lib/docker": "the files of all containers",
	"/var/lib/etcd": "the cluster's data, its secrets included",
	"/var/lib/k0s": "the cluster's keys and data",
	"/var/lib/kube-proxy": "the credentials of the node's proxy",
	"/var/lib/kubelet": "all pods' tokens, secrets and volumes",
	"/var/lib/rancher": "the cluster's keys and data",
	"/var/log": "logs that the kubelet serves, so a link there reads any file",
	"/var/run": "sockets of the node's services",
	"/var/snap": "the data of packaged services, cluster and runtime included",
	"/var/spool/cron": "jobs that the node runs as root",
	"/windows": "the node's system",
}

# METADATA
# description: A clean path is, lies within or contains a place that gives the node away.
# scope: document
sensitive(path) if {
	some place, _ in places
	paths.within(path, place)
}

sensitive(path) if {
	some place, _ in places
	paths.within(place, path)
}

# METADATA
# description: >-
#   Sockets and pipes through which a container runtime takes orders. Our own list, from the defaults of the
#   runtimes and distributions, as of 2026-11-24.
# scope: document
runtime_sockets := {path |
	some directory in ["/run", "/var/run"]
	some socket in _runtime_sockets_below_run
	path := concat("/", [directory, socket])
} | {
	"/pipe/containerd-containerd",
	"/pipe/cri-dockerd",
	"/pipe/docker_engine",
	"/var/snap/microk8s/common/run/containerd.sock",
}

_runtime_sockets_below_run := {
	"buildkit/buildkitd.sock",
	"containerd/containerd.sock",
	"containerd/containerd.sock.ttrpc",
	"cri-dockerd.sock",
	"crio/crio.sock",
	"docker.sock",
	"docker/containerd/containerd.sock",
	"dockershim.sock",
	"k0s/containerd.sock",
	"k3s/containerd/containerd.sock",
	"podman/podman.sock",
}
