package xmltree

// prefixes are the names under which libvirt's namespaces are known, by URI.
var prefixes = map[string]string{
	"http://libvirt.org/schemas/domain/qemu/1.0":     "qemu:",
	"http://libvirt.org/schemas/domain/lxc/1.0":      "lxc:",
	"http://libvirt.org/schemas/domain/xen/1.0":      "xen:",
	"http://libvirt.org/schemas/domain/bhyve/1.0":    "bhyve:",
	"http://libvirt.org/schemas/domain/vmware/1.0":   "vmware:",
	"http://libvirt.org/schemas/network/dnsmasq/1.0": "dnsmasq:",
	"http://libvirt.org/schemas/storagepool/fs/1.0":  "fs:",
	"http://libvirt.org/schemas/storagepool/rbd/1.0": "rbd:",
}

// qualify returns a name with the canonical prefix of its namespace. It is not ok where the namespace is not libvirt's.
func qualify(space, local string) (name string, ok bool) {
	if space == "" {
		return local, true
	}
	prefix, ok := prefixes[space]
	return prefix + local, ok
}
