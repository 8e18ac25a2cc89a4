package node

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"
	"syscall"

	"bulkhead/audit/estate"
)

// guestLimit bounds how many guests of a machine are described. Hosts of today run hundreds.
const guestLimit = 8192

// guestProcesses describes the machine's processes of QEMU that run libvirt's guests, those in containers too: what the kernel says
// confines them, whatever libvirt was told. A process is read through its own directory in /proc, held open: should it end meanwhile, and its number be given to another,
// reading fails, and it is as good as never seen.
func guestProcesses(r *openedRoot, live bool) *estate.Value {
	if !live {
		return estate.NotInInputBecause(noProc)
	}
	pids, err := r.listUpTo("proc", processLimit)
	if err != nil {
		return r.unread("proc", err)
	}
	if !slices.Contains(pids, "1") {
		return estate.NotInInputBecause("/proc does not show the machine's processes to the auditor, not even the first")
	}
	list := estate.ListOf()
	names := readAccounts(r)
	host := hostMounts{r: r}
	for _, pid := range pids {
		if strings.Trim(pid, "0123456789") != "" {
			continue
		}
		command, err := readCommandLine(r, pid)
		switch {
		case err != nil && !ended(err):
			return r.unread("proc/"+pid+"/cmdline", err)
		case command == nil:
		case strings.HasPrefix(command.program(), "libvirtd") || strings.HasPrefix(command.program(), "virtqemud"):
			if isOwn(r, pid) { // KubeVirt's are in containers
				host.add(pid)
			}
		case isGuest(command):
			if len(list.Items) == guestLimit {
				return r.unread("proc", errors.New("too many processes of guests"))
			}
			if v := guestProcess(r, pid, names); v != nil {
				list.Items = append(list.Items, estate.Item{Value: v})
			}
		}
	}
	host.add("1")
	for i := range list.Items {
		host.compare(list.Items[i].Value)
	}
	return list
}

// ended says that a process that was there is gone.
func ended(err error) bool { return errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ESRCH) }

// isGuest says that libvirt started the process: no other gives QEMU a guest's name in this way, and a UUID.
func isGuest(c *commandLine) bool {
	words := optionWords(c)
	return strings.HasPrefix(lastOption(words, "-name"), "guest=") && lastOption(words, "-uuid") != ""
}

// guestProcess describes one process. It is nil where the process has ended.
func guestProcess(r *openedRoot, pid string, names *accounts) *estate.Value {
	dir, err := r.dir.OpenRoot("proc/" + pid)
	if err != nil {
		if ended(err) {
			return nil
		}
		return r.unread("proc/"+pid, err)
	}
	defer dir.Close()
	p := &guest{root: r, dir: &openedRoot{ctx: r.ctx, dir: dir}, path: "proc/" + pid, names: names}
	v := p.describe()
	if p.ended {
		return nil
	}
	return v
}

// guest reads one process.
type guest struct {
	root  *openedRoot
	dir   *openedRoot // of the process
	path  string
	names *accounts
	ended bool
}

func (p *guest) describe() *estate.Value {
	text, err := p.dir.read("cmdline")
	if err != nil {
		return p.unread("cmdline", err)
	}
	command := &commandLine{}
	for _, word := range strings.Split(strings.TrimSuffix(strings.ToValidUTF8(string(text), "\uFFFD"), "\x00"), "\x00") {
		command.words = append(command.words, place{text: word})
	}
	if !isGuest(command) {
		p.ended = true // another program has taken its place
		return nil
	}
	words := optionWords(command)
	items := []estate.Item{
		{Key: "guest", Value: estate.Text(options(lastOption(words, "-name"), "guest")["guest"])},
		{Key: "uuid", Value: estate.Text(lastOption(words, "-uuid"))},
	}
	items = append(items, p.status(sandboxed(words))...)
	v := estate.MapOf(append(items,
		estate.Item{Key: "label", Value: p.label()},
		estate.Item{Key: "replaced", Value: p.replaced()},
		estate.Item{Key: "mounts", Value: p.link("ns/mnt")},
		estate.Item{Key: "monitors", Value: monitors(words)},
	)...)
	v.Source = sourceOf(p.path)
	return v
}

// unread is the value of what could not be read. A process that has ended has none.
func (p *guest) unread(file string, err error) *estate.Value {
	if ended(err) {
		p.ended = true
		return nil
	}
	return p.root.unread(path.Join(p.path, file), err)
}

// status gives what the kernel says of the process: users, groups, rights. QEMU puts itself into its sandbox just after it has started, so
// that one without, which was told to have one, is about to do so.
func (p *guest) status(sandboxed bool) []estate.Item {
	text, err := p.dir.read("status")
	if err != nil {
		why := p.unread("status", err)
		var items []estate.Item
		for _, key := range []string{"user", "groups", "capabilities", "noNewPrivs", "seccomp"} {
			items = append(items, estate.Item{Key: key, Value: why})
		}
		return items
	}
	source := sourceOf(path.Join(p.path, "status"))
	var items []estate.Item
	number := int32(0)
	for line := range strings.Lines(string(text)) {
		number++
		name, value, _ := strings.Cut(strings.TrimSpace(line), ":")
		fields := strings.Fields(value)
		var v *estate.Value
		key := ""
		switch {
		case name == "Uid" && len(fields) > 1: // the effective one
			key, v = "user", estate.Text(p.names.user(id(fields[1])))
		case name == "Gid" && len(fields) > 1:
			key, v = "groups", estate.Texts(p.names.group(id(fields[1])))
		case name == "Groups":
			// They come after the group of the process, which stands among them or not.
			if i := slices.IndexFunc(items, func(item estate.Item) bool { return item.Key == "groups" }); i >= 0 {
				for _, field := range fields {
					items[i].Value.Items = append(items[i].Value.Items, estate.Item{Value: estate.Text(p.names.group(id(field)))})
				}
				items[i].Value = unique(items[i].Value)
				items[i].Value.Source, items[i].Value.Line = source, number
			}
			continue
		case name == "NSpid" && len(fields) > 1: // a number in each PID namespace that it is in
			key, v = "contained", estate.Bool(true)
		case name == "CapEff":
			key, v = "capabilities", estate.Text(strings.TrimSpace(value))
		case name == "NoNewPrivs":
			key, v = "noNewPrivs", estate.Text(strings.TrimSpace(value))
		case name == "Seccomp":
			key, v = "seccomp", estate.Text(strings.TrimSpace(value))
			if v.Text == "0" && sandboxed {
				v = estate.UnreadBecause("the guest's process has only just started, and was told to enter its sandbox")
			}
		default:
			continue
		}
		v.Source, v.Line = source, number
		items = append(items, estate.Item{Key: key, Value: v})
	}
	return items
}

// label is the process' label of the host's security module: for AppArmor with its mode, as "libvirt-UUID (enforce)". It is nil where no module
// labels processes.
func (p *guest) label() *estate.Value {
	text, err := p.dir.read("attr/current")
	switch {
	case errors.Is(err, syscall.EINVAL) || errors.Is(err, fs.ErrNotExist) && p.alive():
		return nil
	case err != nil:
		return p.unread("attr/current", err)
	}
	label := strings.TrimRight(strings.ToValidUTF8(string(text), "\uFFFD"), "\x00\n ")
	if label == "" {
		return nil
	}
	v := estate.Text(label)
	v.Source, v.Line = sourceOf(path.Join(p.path, "attr/current")), 1
	return v
}

// alive says that the process is still there.
func (p *guest) alive() bool {
	_, err := p.dir.dir.Lstat("status")
	return err == nil
}

// deleted is what the kernel adds to the name of a file that nobody finds any more.
const deleted = " (deleted)"

// replaced says that the program that runs is not the installed one: it was removed, or an update has put another one into its place.
func (p *guest) replaced() *estate.Value {
	program := p.link("exe")
	if program == nil || program.Unknown() {
		return program
	}
	gone := strings.HasSuffix(program.Text, deleted) && !p.root.exists(program.Text)
	v := estate.Bool(gone)
	v.Source = program.Source
	return v
}

// link is the text of one of the kernel's links.
func (p *guest) link(name string) *estate.Value {
	text, err := p.dir.dir.Readlink(name)
	if err != nil {
		return p.unread(name, err)
	}
	v := estate.Text(strings.ToValidUTF8(text, "\uFFFD"))
	v.Source = sourceOf(path.Join(p.path, name))
	return v
}

// hostMounts are the mount namespaces that are no guest's: that of the machine's first process, and those of libvirt's daemons, which
// are the same as a rule. Reading one takes the right to trace its process, so that some may not be known.
type hostMounts struct {
	r     *openedRoot
	known []string
	err   error
}

func (h *hostMounts) add(pid string) {
	text, err := h.r.dir.Readlink("proc/" + pid + "/ns/mnt")
	switch {
	case err == nil:
		h.known = append(h.known, text)
	case !ended(err) || pid == "1":
		h.err = err
	}
}

// compare says of a process whether its mounts are its own, in place of its namespace.
func (h *hostMounts) compare(process *estate.Value) {
	for i := range process.Items {
		item := &process.Items[i]
		if item.Key != "mounts" || item.Value == nil || item.Value.Unknown() {
			continue
		}
		v := estate.Text("own")
		switch {
		case slices.Contains(h.known, item.Value.Text):
			v.Text = "host"
		case len(h.known) == 0:
			v = h.r.unread("proc/1/ns/mnt", h.err)
		}
		v.Source = item.Value.Source
		item.Value = v
	}
}
