package schemas

import "bulkhead/audit/subject/outline"

func text(about string, oneOf ...string) *outline.Outline {
	return &outline.Outline{Form: outline.Text, About: about, OneOf: oneOf}
}

func boolean(about string) *outline.Outline {
	return &outline.Outline{Form: outline.Boolean, About: about}
}

func number(about string) *outline.Outline {
	return &outline.Outline{Form: outline.Number, About: about}
}

func amount(about string) *outline.Outline {
	return &outline.Outline{Form: outline.TextOrNumber, About: about}
}

func list(about string, element *outline.Outline) *outline.Outline {
	return &outline.Outline{Form: outline.List, About: about, Element: element}
}

func mapOf(about string, element *outline.Outline) *outline.Outline {
	return &outline.Outline{Form: outline.Map, About: about, Element: element}
}

func object(name string, fields map[string]*outline.Outline) *outline.Outline {
	return &outline.Outline{Form: outline.Object, Name: name, Fields: fields}
}

// described gives an object a phrase.
func described(about string, s *outline.Outline) *outline.Outline {
	s.About = about
	return s
}

// The facts of each kind. A fact that audit/relate computes stands here and in docs/subjects.md: tests hold all three together.
var (
	commonFacts = object("commonFacts", roots{
		"minor": number("37 for Kubernetes v1.37"),
	})
	elementFacts = commonFacts.With("workloadFacts", object("", roots{
		"workload": text("the platform's kind, as Deployment"),
	}))
	podFacts = elementFacts.With("podFacts", object("", roots{
		"namespace":  text("its name"),
		"running":    boolean("it is a pod of a cluster, whose absent fields are filled in"),
		"containers": number("how many run side by side"),
		"runtimeClass": described("of the RuntimeClass that it names", object("", roots{
			"exists": boolean(""), "handler": text("how the node runs the pod"),
		})),
		"networkPolicies":            networkPolicies,
		"serviceAccountTokenMounted": boolean("the pod holds a token that the API server takes"),
		"serviceAccountRights":       rights("what its account may do, as words"),
	}))
	networkPolicies = bothWays("a policy selects the pod in that direction").With("", object("", roots{
		"outside": boolean("policies let it send something out of the cluster"),
	}))
	machineFacts = commonFacts.With("machineFacts", object("", roots{
		"networkPolicies": networkPolicies,
		"process": process.With("nodeProcess", object("", roots{
			"alike": number("of other guests' processes of the node with the same label"), "enforce": text("of the node's SELinux", "0", "1"),
		})),
	}))
	containerFacts = elementFacts.With("containerFacts", object("", roots{
		"type":       text("", "init", "sidecar", "container", "ephemeral"),
		"limitRange": limitRange,
	}))
	limitRange = described("what the namespace's LimitRanges give containers", object("", roots{
		"memory": amount("limit"), "ephemeralStorage": amount("limit"), "cpuRequest": amount("request"),
	}))
	namespaceFacts = commonFacts.With("namespaceFacts", object("", roots{
		"defaultDeny":       bothWays("a policy isolates all pods of the namespace"),
		"limitRange":        limitRange,
		"quota":             list("the resources that its ResourceQuotas bound", text("")),
		"podGuards":         list("the admission webhooks and policies that are asked about every new pod and fail closed", text("")),
		"conditionalGuards": list("those that would be podGuards, but for matchConditions, which are not evaluated", text("")),
		"labelChangers":     list("its own accounts that may change its labels", text("")),
	}))
	networkPolicyFacts = commonFacts.With("networkPolicyFacts", object("", roots{
		"selectsPods": boolean("it selects some of those that there are"),
		"denied": described("what an administrator's policy denies all its pods before it is asked", object("", roots{
			"fromPods": boolean(""), "fromAddresses": boolean(""), "toPods": boolean(""), "toAddresses": boolean(""),
			"toMetadata": mapOf("by address of a cloud's metadata service", boolean("")),
		})),
		"ignoredBy": text("the network plugin, where it is known to ignore network policies"),
		"clouds":    list("that the nodes say they are in, by the schemes of their provider IDs", text("")),
	}))
	persistentVolumeFacts = commonFacts.With("persistentVolumeFacts", object("", roots{
		"otherNamespaces": number("whose claims lead to the same storage through other volumes"),
	}))
	ingressFacts = commonFacts.With("ingressFacts", object("", roots{
		"backends": mapOf("whether a service exists, by its name", boolean("")),
	}))
	routeFacts = commonFacts.With("routeFacts", object("", roots{
		"kind":     text("the platform's kind, as HTTPRoute"),
		"backends": mapOf("whether a service exists, by its name, or NAMESPACE/NAME", boolean("")),
	}))
	gatewayFacts = commonFacts.With("gatewayFacts", object("", roots{
		"listeners": list("of each of the gateway's listeners", object("", roots{
			"clearText": boolean("it serves requests without TLS, and does not only send clients to HTTPS"),
		})),
	}))
	bindingFacts = commonFacts.With("bindingFacts", object("", roots{
		"scope": text("", "cluster", "namespace"),
		"subjects": list("what matters of the binding's subjects, in their order", object("", roots{
			"kind": text("User, Group or ServiceAccount"), "name": text(""), "shipped": boolean("Kubernetes itself puts it there"),
		})),
		"shippedBinding":  text("the name, where Kubernetes ships one of that name"),
		"shippedRole":     text("the name, where Kubernetes ships one of that name"),
		"addedRules":      list("positions of the role's rules that give more than Kubernetes ships", number("")),
		"missingAccounts": list("positions of the subjects that are service accounts which do not exist", number("")),
	}))
	roleFacts = commonFacts.With("roleFacts", object("", roots{
		"rights":     list("what it gives where it is bound, as words", text("")),
		"bound":      boolean("a binding names it"),
		"aggregated": boolean("another role has its rules too"),
		"shipped":    boolean("Kubernetes ships one of that name"),
	}))
	accountFacts = commonFacts.With("accountFacts", object("", roots{
		"rights":   rights("what the bindings that name it give, as words"),
		"bindings": number("how many name it"),
		"users":    number("how many workloads, pods without one and virtual machines name it"),
		"default":  boolean("pods that name none have it"),
		"shipped":  boolean("Kubernetes itself binds it, for its own parts"),
	}))
	apiserverFacts = commonFacts.With("apiserverFacts", object("", roots{
		"authorizers": list("in the order in which they are asked", text("")),
		"anonymous":   boolean("requests without an identity are taken, whatever their path"),
		"encryption":  {About: "how it stores secrets"},
		"unaudited":   {About: "what its audit policy leaves out"},
	}))
	schedulerFacts = commonFacts.With("schedulerFacts", object("", roots{"profiling": boolean("it serves profiles")}))
	proxyFacts     = commonFacts.With("proxyFacts", object("", roots{"metricsBindAddress": text("where it serves metrics")}))
	grantFacts     = commonFacts.With("grantFacts", object("", roots{
		"podSecurity":     list("the levels that its namespaces enforce", text("")),
		"guards":          list("what may refuse pods beside them", text("")),
		"getRunsCommands": boolean("an API server takes get for running commands in pods"),
	}))
	nodeFacts = commonFacts.With("nodeFacts", object("", roots{
		"domain": described("the guest that it may be", object("", roots{
			"name": text(""), "target": text(""), "uuid": text(""), "mac": text(""), "several": boolean(""),
		})),
	}))
	imagePolicyFacts = commonFacts.With("imagePolicyFacts", object("", roots{"kind": text("the platform's kind, as ClusterPolicy")}))
	webhookFacts     = commonFacts.With("webhookFacts", object("", roots{
		"mutating": boolean(""), "filledIn": boolean("an annotation asks a controller to fill in the CA"),
	}))
	admissionPolicyFacts = commonFacts.With("admissionPolicyFacts", object("", roots{
		"actions": list("of all its bindings", text("")),
	}))
)

func rights(about string) *outline.Outline {
	return described(about, object("", roots{
		"cluster": list("", text("")), "namespace": list("its own", text("")), "elsewhere": list("", text("")), "unclear": {},
	}))
}

func bothWays(about string) *outline.Outline {
	return described(about, object("", roots{"ingress": boolean(""), "egress": boolean("")}))
}

// volumeFacts take the sources of volumes from a pod's.
func volumeFacts(podSpec *outline.Outline) *outline.Outline {
	volume := podSpec.Fields["volumes"].Element
	return elementFacts.With("volumeFacts", object("", roots{
		"mounts": object("", roots{"mounted": boolean("a container mounts it"), "writable": boolean("one mounts it without readOnly")}),
		"persistentVolume": described("what its claim leads to", object("", roots{
			"bound": boolean(""), "name": text(""), "hostPath": volume.Fields["hostPath"], "local": {},
		})),
	}))
}

// machine is what collectors/node describes.
var machine = object("machine", roots{
	"kernel": object("machine.kernel", roots{
		"release": text(""), "cmdline": list("", text("")), "lockdown": text("", "none", "integrity", "confidentiality"), "lsm": list("", text("")),
		"selinux": object("", roots{"enforce": text("", "0", "1")}), "sysctl": mapOf("by dotted name", text("")),
		"ksm": object("", roots{"run": text("", "0", "1", "2")}),
	}),
	"cpu": object("machine.cpu", roots{
		"vulnerabilities": mapOf("by file of /sys/devices/system/cpu/vulnerabilities", text("")), "smt": text(""), "microcode": text(""),
	}),
	"kvm": mapOf("parameters by module", mapOf("", text(""))), "vfio": mapOf("parameters by module", mapOf("", text(""))),
	"iommu":        object("", roots{"groups": number("")}),
	"swaps":        list("", object("", roots{"device": text(""), "type": text(""), "mapper": text("")})),
	"product_uuid": text(""), "os": text(""), "guests": list("processes of QEMU that run guests", process),
	"libvirt": object("machine.libvirt", libvirtFiles()),
	"kubelet": object("", roots{"config": mapOf("the KubeletConfiguration", &outline.Outline{}), "args": list("", text(""))}),
})

// process is a QEMU process that runs a guest.
var process = object("process", roots{
	"guest": text("its name"), "uuid": text("the guest's"), "user": text("the effective one, by name"), "groups": list("by name", text("")),
	"capabilities": text("the effective set in hexadecimal"), "noNewPrivs": text("", "0", "1"), "seccomp": text("2 in a filter", "0", "1", "2"),
	"label": text("of the host's security module"), "replaced": boolean("the program is not the installed one"),
	"mounts": text("", "own", "host"), "contained": boolean("it runs in a container"),
	"monitors": list("ways beside libvirt's to command it", object("", roots{
		"what": text("", "monitor", "gdb"), "transport": text("as tcp or unix"), "address": text("of tcp"),
	})),
})

// libvirtFiles are the libvirt part of a machine: settings by file, and the daemons' units.
func libvirtFiles() roots {
	files := roots{
		"units": mapOf("by name", object("", roots{
			"enabled": boolean(""), "masked": boolean(""), "args": list("", text("")), "listen": list("", text("")), "mode": text(""),
			"user": text(""), "group": text(""),
		})),
		"daemons": object("", roots{"monolithic": boolean(""), "modular": boolean("")}),
		"sockets": mapOf("modes by path", text("")),
		"files": list("with secrets, and those that run as root", object("", roots{
			"path": text(""), "what": text(""), "mode": text(""), "uid": text(""), "gid": text(""),
			"shielded": boolean("a directory above keeps others from it"), "guest": text("whose image it is"),
			"readOnly": boolean("the guest may not write it"), "mounted": text("where the machine has it mounted"),
		})),
		"certificates": list("of the daemons", object("", roots{
			"path": text(""), "daysLeft": number("until it is out of date"), "signature": text("the algorithm"), "ca": boolean(""),
			"algorithm": text("the key's"), "bits": number("the key's"),
		})),
		"polkit": list("rules on libvirt", object("", roots{"file": text(""), "groups": list("", text(""))})),
		"groups": mapOf("members by name", list("", text(""))),
		"sasl":   object("", roots{"mech_list": list("", text(""))}),

		"bridgeHelper": described("QEMU's", object("", roots{
			"path": text(""), "mode": text(""), "privileged": boolean("it has rights of root whoever starts it"),
			"allows": list("bridges, or all", text("")), "denies": list("bridges, or all", text("")),
		})),
		"apparmor": list("rules that the host adds to guests' profiles", text("")),
	}
	for _, name := range []string{
		"libvirt", "libvirtd", "libvirt-admin", "libxl", "lxc", "network", "nwfilter", "qemu", "qemu-lockd", "qemu-sanlock", "virt-login-shell",
		"virtinterfaced", "virtlockd", "virtlogd", "virtlxcd", "virtnetworkd", "virtnodedevd", "virtnwfilterd", "virtproxyd", "virtqemud",
		"virtsecretd", "virtstoraged", "virtvboxd", "virtxend",
	} {
		files[name+".conf"] = mapOf("texts or lists of texts by setting", &outline.Outline{})
	}
	return files
}
