package node

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"bulkhead/audit/estate"
)

const definition = `<!-- made by hand -->
<domain type='kvm' xmlns:q='http://libvirt.org/schemas/domain/qemu/1.0'><name>web</name>
<metadata><x:disk xmlns:x='urn:x'><source file='/none'/></x:disk></metadata>
<os><nvram template='/t'> /var/lib/libvirt/qemu/nvram/web.fd </nvram></os>
<devices><disk type='file'><source file='/images/web.img'><slices/></source><backingStore><source file='/images/base.img'/></backingStore></disk>
<disk type='block' device='disk'><source dev='/dev/disk/by-id/a'/><readonly/></disk>
<disk type='file' device='cdrom'><source file='/images/../iso/a.iso'/></disk>
<disk type='network'><source protocol='rbd' name='p/a'/></disk>
<filesystem><source dir='/srv'/></filesystem></devices></domain>`

func TestImagesOfGuests(t *testing.T) {
	files := live(map[string]string{
		"etc/libvirt/qemu/web.xml": definition, "etc/libvirt/qemu/bad.xml": "<domain>&x;</domain>", "etc/libvirt/qemu/notes.txt": "<domain",
		"etc/libvirt/qemu/networks/default.xml": "<network/>",
		"run/libvirt/qemu/run.xml":              "<domstatus><domain><name>run</name><devices><disk><source file='/private/run.img'/></disk></devices></domain></domstatus>",
		"images/web.img":                        "", "private/run.img": "", "iso/a.iso": "", "dev/disk/by-id/a": "-> ../../sdb", "dev/sdb": "", "dev/kvm": "", "dev/vfio/vfio": "", "dev/vfio/7": "",
		"var/lib/libvirt/qemu/save/web.save": "", "sys/block/sdb/sdb1/partition": "1",
		"proc/1/mounts":                        "/dev/sdb1 /mnt\\040b ext4 rw 0 0\nproc /proc proc rw 0 0\n/dev/loop3 /mnt/c iso9660 ro 0 0\n",
		"sys/block/loop3/loop/backing_file":    "/iso/a.iso\n",
		"sys/block/sda/sda1/partition":         "1",
		"var/lib/libvirt/qemu/save/x/ignored":  "",
		"etc/libvirt/qemu/autostart/other.xml": definition,
	})
	root := writeRoot(t, files)
	for name, mode := range map[string]os.FileMode{"images/web.img": 0o644, "private": 0o710, "etc/libvirt/qemu/web.xml": 0o600, "private/run.img": 0o666} {
		if err := os.Chmod(filepath.Join(root, name), mode); err != nil {
			t.Fatal(err)
		}
	}
	sink := &recorder{}
	if err := New("node:"+root, root).Collect(t.Context(), sink); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, item := range sink.value(t).At("libvirt", "files").Elements() {
		v := item.Value
		if v.Unknown() {
			got = append(got, v.Reason())
			continue
		}
		line := []string{v.Get("what").Str(), v.Get("path").Str(), v.Get("mode").Str(), v.Get("guest").Str(), v.Get("mounted").Str()}
		if v.Get("shielded").IsTrue() {
			line = append(line, "shielded")
		}
		if v.Get("readOnly").IsTrue() {
			line = append(line, "read-only")
		}
		got = append(got, strings.Join(line, " "))
	}
	want := []string{
		"definition /etc/libvirt/qemu/bad.xml 0644  ",
		"unread",
		"definition /etc/libvirt/qemu/web.xml 0600  ",
		"image /var/lib/libvirt/qemu/nvram/web.fd  web ",
		"image /images/web.img 0644 web ",
		"image /dev/disk/by-id/a 0644 web /mnt b read-only",
		"image /iso/a.iso 0644 web /mnt/c read-only",
		"definition /run/libvirt/qemu/run.xml 0644  ",
		"image /private/run.img 0666 run  shielded",
		"memory /var/lib/libvirt/qemu/save/web.save 0644  ",
		"device /dev/kvm 0644  ",
		"vfio /dev/vfio/7 0644  ",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if len(sink.problems) != 1 || sink.problems[0].File != "/etc/libvirt/qemu/bad.xml" {
		t.Errorf("problems %v", sink.problems)
	}
}

// Where a machine's mounts are not known, whether it has an image mounted is not either.
func TestMountsNotKnown(t *testing.T) {
	v := collect(t, live(map[string]string{"etc/libvirt/qemu/web.xml": definition, "images/web.img": ""})).value(t)
	for _, item := range v.At("libvirt", "files").Elements() {
		if item.Value.Get("what").Str() == "image" && item.Value.Get("mounted").Reason() != "not-in-input" {
			t.Error(item.Value.Get("path").Str())
		}
	}
}

// The helper itself, QEMU 7.2's, was asked about each of these configurations.
func TestBridgeHelper(t *testing.T) {
	for _, test := range []struct{ name, conf, included, allows, denies string }{
		{"all", "allow all\n", "", `["all"]`, "[]"},
		{"all but one", "deny br0\n  allow \t all\n", "", `["all"]`, `["br0"]`},
		{"a comment", "# allow all\n\n", "", "[]", "[]"},
		{"not all", "allow \"all\"\nallow all # x\n", "", `["\"all\"","all # x"]`, "[]"},
		{"a word that is no command", "allow all\nALLOW all\n", "", "[]", "[]"},
		{"included", "include /etc/qemu/more.conf\n", "allow all\n", `["all"]`, "[]"},
		{"included and not there", "include /etc/qemu/none.conf\nallow br0", "", `["br0"]`, "[]"},
		{"included in itself", "include /etc/qemu/bridge.conf\n", "", "unread", "unread"},
		{"none", "", "", "[]", "[]"},
	} {
		files := map[string]string{
			"etc/libvirt/qemu.conf": "", "usr/lib/qemu/qemu-bridge-helper": "", "etc/qemu/bridge.conf": test.conf, "etc/qemu/more.conf": test.included,
		}
		v := collect(t, live(files)).value(t).At("libvirt", "bridgeHelper")
		if v.Unknown() {
			if test.allows != v.Reason() {
				t.Errorf("%s: %s", test.name, v.Text)
			}
			continue
		}
		if allows, denies := at(v, "allows"), at(v, "denies"); allows != test.allows || denies != test.denies || v.Get("privileged").IsTrue() {
			t.Errorf("%s: allows %s, denies %s", test.name, allows, denies)
		}
	}
	if v := collect(t, live(map[string]string{"etc/libvirt/qemu.conf": ""})).value(t).At("libvirt", "bridgeHelper"); v != nil {
		t.Error("a helper that is not there")
	}
}

func TestPrivilegedBridgeHelper(t *testing.T) {
	root := writeRoot(t, live(map[string]string{"etc/libvirt/qemu.conf": "", "usr/libexec/qemu-bridge-helper": ""}))
	if err := os.Chmod(filepath.Join(root, "usr/libexec/qemu-bridge-helper"), 0o755|os.ModeSetuid); err != nil {
		t.Fatal(err)
	}
	sink := &recorder{}
	if err := New("node:"+root, root).Collect(t.Context(), sink); err != nil {
		t.Fatal(err)
	}
	if got := sink.value(t).At("libvirt", "bridgeHelper", "privileged").IsTrue(); got != (os.Getuid() == 0) { // whose file it is counts
		t.Errorf("privileged: %t", got)
	}
}

func TestRulesOfAppArmor(t *testing.T) {
	v := collect(t, live(map[string]string{
		"etc/libvirt/qemu.conf": "", "etc/apparmor.d/local/abstractions/libvirt-qemu": "# none\n  /srv/**   rw, # all\n",
		"etc/apparmor.d/libvirt/TEMPLATE.qemu":           "#include <tunables/global>\nprofile LIBVIRT_TEMPLATE flags=(complain) {\n}\n",
		"etc/apparmor.d/abstractions/libvirt-qemu":       "capability sys_admin,\n",
		"etc/apparmor.d/abstractions/libvirt-qemu.d/x.y": "capability sys_rawio,\n",
	})).value(t).At("libvirt", "apparmor")
	want := `["/srv/** rw,","profile LIBVIRT_TEMPLATE flags=(complain) {","capability sys_rawio,"]`
	if got := string(estate.AppendJSON(nil, v)); got != want || v.Elements()[0].Value.Line != 2 {
		t.Errorf("%s", got)
	}
}
