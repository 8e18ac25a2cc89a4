package scaffold

import "strings"

// start is a small control on one kind of subject: a value at a path is bad.
type start struct {
	Kind, Path, Bad, Good, Wall string
	Title, Description, Message string
	Remediation, Fixture        string
}

func (s start) extension() string {
	if strings.HasPrefix(s.Kind, "libvirt/") {
		return ".xml"
	}
	return ".yaml"
}

const podStart = `apiVersion: v1
kind: Pod
metadata:
  name: sample
  namespace: sample
spec:
`

const domainStart = `<domain type='kvm'>
  <name>sample</name>
  <memory>1048576</memory>
  <os>
    <type arch='x86_64'>hvm</type>
  </os>
  <devices>
`

const domainEnd = "  </devices>\n</domain>\n"

// starts are by kind.
var starts = []start{
	{
		Kind: "kubernetes/container", Path: "container.tty", Bad: "true", Good: "false", Wall: "privilege",
		Title: "Containers must not keep a terminal", Description: "A terminal is for people, and production has none at its containers.",
		Message: "keeps a terminal open", Remediation: "Remove tty from the container.",
		Fixture: podStart + "  containers:\n    - name: sample\n      image: registry.example.org/sample:1.0\n      tty: true\n",
	},
	{
		Kind: "kubernetes/pod", Path: "pod.spec.restartPolicy", Bad: `"Never"`, Good: `"Always"`, Wall: "management",
		Title: "Pods must restart", Description: "A pod that never restarts is gone after its first fault.",
		Message: "is never restarted", Remediation: "Set spec.restartPolicy to Always, or leave it out.",
		Fixture: podStart + "  restartPolicy: Never\n  containers:\n    - name: sample\n      image: registry.example.org/sample:1.0\n",
	},
	{
		Kind: "kubernetes/volume", Path: "volume.emptyDir.medium", Bad: `"Memory"`, Good: `""`, Wall: "storage",
		Title: "Volumes must not lie in memory", Description: "What is written to such a volume counts as the pod's memory.",
		Message: "lies in memory", Remediation: "Remove medium from the emptyDir volume.",
		Fixture: podStart + "  containers:\n    - name: sample\n      image: registry.example.org/sample:1.0\n" +
			"  volumes:\n    - name: scratch\n      emptyDir:\n        medium: Memory\n",
	},
	{
		Kind: "kubernetes/port", Path: "port.containerPort", Bad: "22", Good: "8080", Wall: "network",
		Title: "Containers must not serve SSH", Description: "A server for SSH in a container is a second door.",
		Message: "serves SSH", Remediation: "Remove the port and its server, and use kubectl exec.",
		Fixture: podStart + "  containers:\n    - name: sample\n      image: registry.example.org/sample:1.0\n      ports:\n        - containerPort: 22\n",
	},
	{
		Kind: "kubernetes/namespace", Path: "namespace.metadata.labels.stage", Bad: `"test"`, Good: `"production"`, Wall: "management",
		Title: "Namespaces must not be for tests", Description: "Tests have a cluster of their own.",
		Message: "is for tests", Remediation: "Move the namespace to the cluster for tests.",
		Fixture: "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: sample\n  labels:\n    stage: test\n",
	},
	{
		Kind: "kubernetes/service", Path: "service.spec.type", Bad: `"LoadBalancer"`, Good: `"ClusterIP"`, Wall: "network",
		Title: "Services must not order load balancers", Description: "What comes from outside goes through the gateway.",
		Message: "orders a load balancer of its own", Remediation: "Set spec.type to ClusterIP and add a route to the gateway.",
		Fixture: "apiVersion: v1\nkind: Service\nmetadata:\n  name: sample\n  namespace: sample\nspec:\n  type: LoadBalancer\n" +
			"  selector:\n    app: sample\n  ports:\n    - port: 443\n",
	},
	{
		Kind: "kubernetes/ingress", Path: "ingress.spec.ingressClassName", Bad: `"legacy"`, Good: `"internal"`, Wall: "network",
		Title: "Ingresses must not use the old controller", Description: "The old ingress controller is no longer patched.",
		Message: "uses the old ingress controller", Remediation: "Set spec.ingressClassName to internal.",
		Fixture: "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: sample\n  namespace: sample\nspec:\n" +
			"  ingressClassName: legacy\n  defaultBackend:\n    service:\n      name: sample\n      port:\n        number: 443\n",
	},
	{
		Kind: "libvirt/domain", Path: "domain.type", Bad: `"qemu"`, Good: `"kvm"`, Wall: "hardware",
		Title: "Guests must not be emulated", Description: "Emulation is slow, and upstream takes its faults for no security matter.",
		Message: "is emulated", Remediation: "Set the domain's type to kvm.",
		Fixture: strings.Replace(domainStart, "'kvm'", "'qemu'", 1) + domainEnd,
	},
	{
		Kind: "libvirt/disk", Path: "disk.device", Bad: `"lun"`, Good: `"disk"`, Wall: "storage",
		Title: "Disks must not pass commands through", Description: "A lun hands the guest's SCSI commands to the device.",
		Message: "passes SCSI commands through", Remediation: "Set the disk's device to disk.",
		Fixture: domainStart + "    <disk type='block' device='lun'>\n      <source dev='/dev/vg/sample'/>\n" +
			"      <target dev='sda' bus='scsi'/>\n    </disk>\n" + domainEnd,
	},
	{
		Kind: "libvirt/interface", Path: "interface.type", Bad: `"bridge"`, Good: `"network"`, Wall: "network",
		Title: "Interfaces must name a network", Description: "A network has its rules in one place; a bridge has them nowhere.",
		Message: "is attached to a bridge", Remediation: "Define a network on the bridge, and name that.",
		Fixture: domainStart + "    <interface type='bridge'>\n      <source bridge='br0'/>\n    </interface>\n" + domainEnd,
	},
	{
		Kind: "libvirt/graphics", Path: "graphics.type", Bad: `"vnc"`, Good: `"spice"`, Wall: "management",
		Title: "Guests must not use VNC", Description: "VNC's password has eight letters at most.",
		Message: "offers its screen over VNC", Remediation: "Use SPICE with TLS, or a serial console.",
		Fixture: domainStart + "    <graphics type='vnc' listen='127.0.0.1'/>\n" + domainEnd,
	},
	{
		Kind: "libvirt/network", Path: "network.forward.mode", Bad: `"open"`, Good: `"nat"`, Wall: "network",
		Title: "Networks must have libvirt's rules", Description: "In mode open libvirt adds no firewall rules.",
		Message: "has no firewall rules of libvirt's", Remediation: "Set the forward mode to nat or route.",
		Fixture: "<network>\n  <name>sample</name>\n  <forward mode='open'/>\n  <bridge name='virbr9'/>\n  <ip address='192.0.2.1' netmask='255.255.255.0'/>\n</network>\n",
	},
}
