package isolation

// Ends that edges may lead from and to, as METADATA names them. What an end is for a subject is for package audit to say.
const (
	EndWorkload     = "workload"      // the subject's own workload, pod or guest
	EndContents     = "contents"      // what is in the workload's pods
	EndHost         = "host"          // the machine below: the nodes that the pods run on, the guest's hypervisor
	EndPlaced       = "placed"        // the workload, seen from the nodes that it runs on
	EndAccount      = "account"       // the pod's service account
	EndVolume       = "volume"        // the volume's data
	EndTraffic      = "traffic"       // what network policies let the pods or the node reach
	EndOutside      = "outside"       // the network
	EndExposed      = "exposed"       // the workload, seen from its ports at its nodes' addresses
	EndBackends     = "backends"      // the pods behind a service or an ingress
	EndHolder       = "holder"        // who has a grant
	EndAccounts     = "accounts"      // all service accounts of the grant's namespace, or of the cluster
	EndWorkloads    = "workloads"     // all pods of the grant's namespace, or of the cluster
	EndNodes        = "nodes"         // all nodes
	EndUsers        = "users"         // all users that bindings name
	EndClusterAdmin = "cluster-admin" // all rights
	EndNode         = "node"          // the node
	EndDomain       = "domain"        // the guest that the node may be
	EndVMM          = "vmm"           // the process that runs the guest
	EndLabel        = "label"         // all processes with the guest's label, or its user
	EndCores        = "cores"         // the cores that the guest may run on
	EndCoreUsers    = "core-users"    // who may run on the guest's cores
	EndPages        = "pages"         // the host's memory pages that guests share
	EndNetwork      = "network"       // the network that an interface is on
	EndImage        = "image"         // a disk's files
	EndSecrets      = "image-data"    // what another guest writes to a disk's files
	EndLocalUser    = "local-user"    // somebody without rights on the host
	EndShared       = "shared"        // what several guests use at once, beside their disks' images
	EndHelpers      = "helpers"       // a process of the host that emulates a guest's device beside QEMU
	EndGuests       = "guests"        // all guests of the host
)

// Ends returns what edges of a subject kind may connect; nil where they can connect nothing. Where METADATA says no from, it is the
// first.
func Ends(subject string) []string {
	switch subject {
	case "kubernetes/pod", "kubernetes/container", "kubernetes/port":
		return []string{EndWorkload, EndContents, EndHost, EndPlaced, EndAccount, EndTraffic, EndOutside, EndExposed}
	case "kubernetes/volume":
		return []string{EndWorkload, EndContents, EndHost, EndVolume}
	case "kubernetes/virtualmachine":
		return []string{EndWorkload, EndContents, EndVMM, EndHost, EndPlaced, EndTraffic, EndOutside, EndVolume}
	case "kubernetes/service", "kubernetes/ingress":
		return []string{EndOutside, EndBackends}
	case "kubernetes/grant":
		return []string{EndHolder, EndAccounts, EndWorkloads, EndNodes, EndUsers, EndClusterAdmin}
	case "kubernetes/node":
		return []string{EndNode, EndDomain, EndTraffic}
	case "libvirt/domain":
		return []string{EndWorkload, EndVMM, EndHost, EndLabel, EndCores, EndCoreUsers, EndPages}
	case "libvirt/disk":
		return []string{EndWorkload, EndImage, EndSecrets, EndHost, EndHelpers}
	case "libvirt/interface":
		return []string{EndWorkload, EndNetwork, EndOutside, EndHost, EndHelpers}
	case "libvirt/sharing":
		return []string{EndWorkload, EndShared}
	case "libvirt/graphics", "libvirt/chardev":
		return []string{EndWorkload, EndOutside, EndHost}
	case "libvirt/hostdev":
		return []string{EndWorkload, EndHost}
	case "libvirt/filesystem":
		return []string{EndWorkload, EndHost, EndVolume}
	case "libvirt/volume":
		return []string{EndLocalUser, EndImage, EndSecrets}
	case "libvirt/daemon":
		return []string{EndOutside, EndLocalUser, EndHost, EndGuests}
	}
	return nil
}
