# METADATA
# title: Paths on a node
# description: How a hostPath is read, and which places of a node give it away.
# scope: package
package bulkhead.lib.kubernetes.hostpath

# METADATA
# description: >-
#   The path as the node resolves it, absolute and without ".", ".." and repeated or trailing slashes. A Windows
#   path loses its drive and becomes lower case with slashes. A path with ".." of more than 64 names is taken as
#   "/": the API refuses ".." anyway, and the worst is assumed where resolving it would take long.
# scope: document
clean(path) := concat("", ["/", concat("/", _resolved(_names(path)))])

# METADATA
# description: One of two clean paths is the other or lies below it.
# scope: document
within(path, place) if path == place

within(_, "/")

within(path, place) if startswith(path, concat("", [place, "/"]))

_names(path) := [name | some name in split(_slashed(path), "/"); not name in {"", "."}]

_slashed(path) := path if not _windows_path(path)

_slashed(path) := lower(replace(regex.replace(path, `^[A-Za-z]:`, ""), `\`, "/")) if _windows_path(path)

_windows_path(path) if regex.match(`^([A-Za-z]:|\\)`, path)

_longest := 64

_resolved(names) := names if not ".." in names

_resolved(names) := [] if {
	".." in names
	count(names) > _longest
}

_resolved(names) := [name |
	some i, name in names
	name != ".."
	not _undone(names, i)
] if {
	".." in names
	count(names) <= _longest
}

# A name is undone where, at some point after it, there were more ".." than names.
_undone(names, i) if {
	some j in numbers.range(i + 1, count(names))
	after := array.slice(names, i + 1, j)
	ups := count([up | some up in after; up == ".."])
	ups * 2 > count(after)
}

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
