// Package schemas says what each kind of subject looks like: the outlines of its roots and facts, as JSON Schemas and for checking policies.
package schemas

import (
	"strings"
	"sync"

	"bulkhead/audit/subject"
	"bulkhead/audit/subject/outline"
	"bulkhead/collectors/kubetypes"
	"bulkhead/collectors/libvirt/xmltree"
)

// Subjects are the outlines of all kinds of subjects, by kind: objects whose fields are the roots.
var Subjects = sync.OnceValue(func() map[string]*outline.Outline {
	var k kubetypes.Describer
	var x xmltree.Describer
	all := map[string]*outline.Outline{}
	add := func(kind string, facts *outline.Outline, roots map[string]*outline.Outline) {
		roots["facts"] = facts
		all[kind] = object(kind, roots)
	}
	kubernetesKinds(&k, add)
	libvirtKinds(&x, add)
	for _, kind := range []string{"node/kernel", "node/cpu"} {
		add(kind, object("noFacts", nil), roots{"machine": machine})
	}
	add("node/file", object("noFacts", nil), roots{"file": object("file", roots{
		"path": text(""), "role": text("what it is for"), "mode": text(""), "user": text(""), "group": text(""),
		"shielded": boolean("it lies below a directory of root's alone"),
	})})
	for _, kind := range subject.Kinds() {
		if all[kind] == nil { // nothing is said of what is not described yet
			_, name, _ := strings.Cut(kind, "/")
			add(kind, &outline.Outline{}, roots{name: {}})
		}
	}
	return all
})

type roots = map[string]*outline.Outline

// adder takes a kind of subject.
type adder func(kind string, facts *outline.Outline, roots map[string]*outline.Outline)

func kubernetesKinds(k *kubetypes.Describer, add adder) {
	pod := k.Kind("Pod")
	podSpec := pod.Fields["spec"]
	namespace := k.Kind("Namespace")
	add("kubernetes/pod", podFacts, roots{"pod": pod, "namespace": namespace, "serviceAccount": k.Kind("ServiceAccount")})
	add("kubernetes/container", containerFacts, roots{"container": k.Container(), "pod": pod})
	add("kubernetes/volume", volumeFacts(podSpec), roots{"volume": podSpec.Fields["volumes"].Element, "pod": pod})
	add("kubernetes/port", elementFacts, roots{"port": k.Container().Fields["ports"].Element, "pod": pod})
	add("kubernetes/namespace", namespaceFacts, roots{"namespace": namespace})
	add("kubernetes/networkpolicy", networkPolicyFacts, roots{"networkpolicy": k.Kind("NetworkPolicy")})
	add("kubernetes/service", commonFacts, roots{"service": k.Kind("Service")})
	add("kubernetes/ingress", ingressFacts, roots{"ingress": k.Kind("Ingress")})
	add("kubernetes/route", routeFacts, roots{"route": &outline.Outline{About: "an HTTPRoute or GRPCRoute of the Gateway API"}})
	add("kubernetes/gateway", gatewayFacts, roots{"gateway": &outline.Outline{About: "a Gateway of the Gateway API"}})
	add("kubernetes/referencegrant", commonFacts, roots{"referencegrant": &outline.Outline{About: "a ReferenceGrant of the Gateway API"}})
	add("kubernetes/binding", bindingFacts, roots{
		"binding": k.Kind("ClusterRoleBinding"), "role": k.Kind("ClusterRole").With("anyRole", k.Kind("Role")),
	})
	add("kubernetes/drift", commonFacts, roots{
		"drift": object("drift", roots{
			"change":   text("", "added", "changed", "set", "unset"),
			"what":     text("pod, container, ephemeral container or volume where it was added, or else the field, below its element"),
			"template": {About: "what the template says, absent where nothing"},
		}),
		"running": {About: "what the pod has, absent where nothing"}, "template": {About: "what its owner's template has"},
	})
	add("kubernetes/role", roleFacts, roots{"role": k.Kind("ClusterRole").With("anyRole", k.Kind("Role"))})
	add("kubernetes/serviceaccount", accountFacts, roots{"serviceaccount": k.Kind("ServiceAccount")})
	add("kubernetes/persistentvolume", persistentVolumeFacts, roots{"persistentvolume": k.Kind("PersistentVolume")})
	add("kubernetes/webhook", webhookFacts, roots{"webhook": k.Kind("ValidatingWebhookConfiguration").Fields["webhooks"].Element.With(
		"anyWebhook", k.Kind("MutatingWebhookConfiguration").Fields["webhooks"].Element)})
	add("kubernetes/admissionpolicy", admissionPolicyFacts, roots{"admissionpolicy": k.Kind("ValidatingAdmissionPolicy")})
	add("kubernetes/admissionbinding", commonFacts, roots{"admissionbinding": k.Kind("ValidatingAdmissionPolicyBinding")})
	add("kubernetes/resourceclaim", commonFacts, roots{"resourceclaim": k.Kind("ResourceClaim")})
	for _, program := range []string{"apiserver", "controllermanager", "scheduler", "etcd", "proxy"} {
		facts := commonFacts
		switch program {
		case "apiserver":
			facts = apiserverFacts
		case "scheduler":
			facts = schedulerFacts
		case "proxy":
			facts = proxyFacts
		}
		add("kubernetes/"+program, facts, roots{program: object("", roots{"flags": mapOf("by name, as the program reads them", &outline.Outline{})})})
	}
	add("kubernetes/kubelet", object("noFacts", nil), roots{"kubelet": &outline.Outline{About: "what is in force of its flags and files, flat, by the names of the KubeletConfiguration"}})
	add("kubernetes/grant", grantFacts, roots{"grant": object("grant", roots{
		"clusterWide": boolean("in all namespaces"), "ways": list("as words", text("")), "bindings": list("that give them", text("")), "unclear": {},
	})})
	add("kubernetes/node", nodeFacts, roots{"node": k.Kind("Node")})
	add("kubernetes/image", commonFacts, roots{"image": object("image", roots{
		"reference": text("of a pod's volume"), "pullPolicy": text("of a pod's volume"), "image": text("of a machine's"), "imagePullPolicy": text("of a machine's"),
		"imagePullSecret": text("of a machine's"), "path": text("of the disk in a machine's"), "kernelPath": text(""), "initrdPath": text(""),
	})})
	add("kubernetes/imagepolicy", imagePolicyFacts, roots{"imagepolicy": &outline.Outline{About: "sigstore's ClusterImagePolicy, or Kyverno's ClusterPolicy or Policy"}})
	add("kubernetes/kubevirt", commonFacts, roots{"kubevirt": &outline.Outline{About: "KubeVirt's own configuration"}})
	add("kubernetes/virtualmachine", machineFacts, roots{"virtualmachine": &outline.Outline{About: "KubeVirt's VirtualMachineInstance, or the template of a VirtualMachine"}})
}

func libvirtKinds(x *xmltree.Describer, add adder) {
	domain, network := x.Document("domain"), x.Document("network")
	devices := domain.Fields["devices"]
	host := object("host", roots{
		"capabilities": x.Document("capabilities"), "version": text("of libvirt"),
		"node": object("", roots{"model": text("the CPU's"), "memory": number("in KiB"), "cpus": number("how many")}),
	})
	state := object("state", roots{
		"active": boolean("it runs"), "persistent": boolean("it has a definition"), "autostart": boolean("it starts with the host"),
		"managedSave": boolean("it has a saved state"), "messages": list("what the daemon warns of", text("")), "launchSecurity": {},
		"seclabels": list("what confines it, as the daemon says", object("", roots{
			"model": text("the security driver"), "label": text(""), "enforcing": boolean(""),
		})),
	})
	none := object("noFacts", nil)
	element := object("elementFacts", roots{"element": text("the XML's element")})
	add("libvirt/domain", object("domainFacts", roots{
		"nextStart":   list("what its definition for the next start has otherwise", text("")),
		"machineType": object("", roots{"deprecated": boolean("the host's QEMU is about to give it up")}),
		"interfaces":  number("how many it has"),
		"scsiDisks":   number("how many it has on a SCSI bus"),
		"cores":       list("that all its threads are kept on, by the first CPU of each", text("")),
		"graphics": list("its graphics elements, of each what most guests have alike", object("", roots{
			"type": text(""), "gl": devices.Fields["graphics"].Element.Fields["gl"],
		})),
	}), roots{"domain": domain, "state": state, "host": host, "machine": machine})
	add("libvirt/disk", object("diskFacts", roots{
		"directory": text("that the image file is in"), "device": text("a block device that the kernel or udev named"),
	}), roots{"disk": devices.Fields["disk"].Element, "domain": domain, "machine": machine})
	add("libvirt/interface", object("interfaceFacts", roots{"boundFilter": text("the network filter in force for it, empty for none")}), roots{"interface": devices.Fields["interface"].Element, "domain": domain, "network": network})
	add("libvirt/graphics", object("graphicsFacts", roots{"port": boolean("it has a port, given or to be chosen")}), roots{"graphics": devices.Fields["graphics"].Element, "domain": domain, "machine": machine})
	chardev := devices.Fields["serial"].Element.With("chardev", devices.Fields["console"].Element, devices.Fields["parallel"].Element,
		devices.Fields["channel"].Element, devices.Fields["redirdev"].Element, devices.Fields["rng"].Element, devices.Fields["smartcard"].Element)
	chardev.Fields["backend"] = devices.Fields["rng"].Element.Fields["backend"]
	add("libvirt/chardev", element, roots{"chardev": chardev, "domain": domain, "machine": machine})
	hostdev := devices.Fields["hostdev"].Element.With("hostdevOrInterface", devices.Fields["interface"].Element)
	hostdev.Fields["source"] = devices.Fields["hostdev"].Element.Fields["source"].With("hostdevOrInterface.source",
		devices.Fields["interface"].Element.Fields["source"])
	add("libvirt/hostdev", element.With("hostdevFacts", object("", roots{
		"iommuGroup": described("of a PCI device", object("", roots{
			"others": number("devices of its group, without bridges, that the guest does not have"),
		})),
		"virtualFunctions": number("how many it lends, of a PCI device"),
	})), roots{"hostdev": hostdev, "domain": domain, "host": host, "machine": machine})
	add("libvirt/filesystem", none, roots{"filesystem": devices.Fields["filesystem"].Element, "domain": domain})
	add("libvirt/network", none, roots{"network": network})
	add("libvirt/filter", object("filterFacts", roots{
		"applied": boolean("an interface or a binding names it"), "binds": object("", roots{"mac": boolean(""), "ip": boolean(""), "arp": boolean("")}),
		"ipRules": described("it has rules that the kernel's IP filter carries out", object("", roots{"v4": boolean(""), "v6": boolean("")})),
	}), roots{"filter": x.Document("filter"), "machine": machine})
	pool := x.Document("pool")
	add("libvirt/pool", none, roots{"pool": pool, "state": object("poolState", roots{
		"active": boolean("it is started"), "persistent": boolean("it has a definition"), "autostart": boolean("it starts with the host"),
	})})
	add("libvirt/volume", none, roots{"volume": x.Document("volume"), "pool": pool})
	add("libvirt/secret", none, roots{"secret": x.Document("secret")})
	add("libvirt/snapshot", object("snapshotFacts", roots{"ageDays": number("whole days since it was made")}), roots{"snapshot": x.Document("domainsnapshot")})
	add("libvirt/sharing", object("sharingFacts", roots{"resource": text("what is shared, told from all else on the host")}), roots{"sharing": object("sharing", roots{
		"of": text("what kind of thing"), "name": text("as the domain gives it"), "access": text("", "writes", "reads", "backs", "agrees"),
		"others": list("up to eight other domains", text("")), "count": number("of other domains"), "writers": number("of other domains"),
	})})
	add("libvirt/host", none, roots{"host": host, "machine": machine})
	add("libvirt/daemon", none, roots{"machine": machine})
	add("libvirt/process", none, roots{"process": process})
}
