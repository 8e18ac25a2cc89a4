package subject

// Kinds are those of all subjects that there are; docs/subjects.md tells what each holds.
func Kinds() []string {
	return []string{
		"kubernetes/admissionbinding",
		"kubernetes/admissionpolicy",
		"kubernetes/apiserver",
		"kubernetes/binding",
		"kubernetes/container",
		"kubernetes/controllermanager",
		"kubernetes/etcd",
		"kubernetes/gateway",
		"kubernetes/grant",
		"kubernetes/imagepolicy",
		"kubernetes/ingress",
		"kubernetes/kubelet",
		"kubernetes/namespace",
		"kubernetes/networkpolicy",
		"kubernetes/node",
		"kubernetes/persistentvolume",
		"kubernetes/pod",
		"kubernetes/port",
		"kubernetes/proxy",
		"kubernetes/referencegrant",
		"kubernetes/resourceclaim",
		"kubernetes/scheduler",
		"kubernetes/service",
		"kubernetes/virtualmachine",
		"kubernetes/volume",
		"kubernetes/webhook",
		"libvirt/chardev",
		"libvirt/daemon",
		"libvirt/disk",
		"libvirt/domain",
		"libvirt/filesystem",
		"libvirt/filter",
		"libvirt/graphics",
		"libvirt/host",
		"libvirt/hostdev",
		"libvirt/interface",
		"libvirt/network",
		"libvirt/pool",
		"libvirt/secret",
		"libvirt/snapshot",
		"libvirt/volume",
		"node/cpu",
		"node/file",
		"node/kernel",
	}
}

// ForEdges says that subjects of a kind are made only where isolation is measured, for edges.
func ForEdges(kind string) bool { return kind == "kubernetes/grant" || kind == "kubernetes/node" }
