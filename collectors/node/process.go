package node

import (
	"errors"
	"io/fs"
	"path"
	"strings"
	"syscall"

	"bulkhead/audit/estate"
)

// processLimit bounds how many processes are looked at. The kernel's own default bound is 4194304 on large machines and 32768 on others.
const processLimit = 65536

// commandLine is what a process was started with, its program first.
type commandLine struct {
	pid   string
	words []place
}

// program is the name that the process goes by.
func (c *commandLine) program() string { return path.Base(c.words[0].text) }

// processes finds the machine's own processes of those programs, the first of each. Those in PID namespaces of their own, as in
// containers, do not count. unread says why some may be missing.
func processes(r *openedRoot, wanted func(program string) bool) (found map[string]*commandLine, unread *estate.Value) {
	found = map[string]*commandLine{}
	names, err := r.listUpTo("proc", processLimit)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, r.unread("proc", err)
	}
	for _, pid := range names {
		if strings.Trim(pid, "0123456789") != "" {
			continue
		}
		c, err := readCommandLine(r, pid)
		switch {
		case errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ESRCH): // it ended
		case err != nil:
			unread = r.unread("proc/"+pid+"/cmdline", err)
		case c != nil && found[c.program()] == nil && wanted(c.program()) && isOwn(r, pid):
			found[c.program()] = c
		}
	}
	return found, unread
}

// readCommandLine is nil for the kernel's own threads, which have none.
func readCommandLine(r *openedRoot, pid string) (*commandLine, error) {
	file := "proc/" + pid + "/cmdline"
	text, err := r.read(file)
	if err != nil {
		return nil, err
	}
	c := &commandLine{pid: pid}
	source := sourceOf(file)
	for _, word := range strings.Split(strings.TrimSuffix(strings.ToValidUTF8(string(text), "\uFFFD"), "\x00"), "\x00") {
		c.words = append(c.words, place{word, source, 1})
	}
	if c.words[0].text == "" {
		return nil, nil
	}
	return c, nil
}

// isOwn says that a process has a number in one PID namespace alone, the one that /proc shows.
func isOwn(r *openedRoot, pid string) bool {
	text, err := r.read("proc/" + pid + "/status")
	if err != nil {
		return false
	}
	for line := range strings.Lines(string(text)) {
		if numbers, ok := strings.CutPrefix(line, "NSpid:"); ok {
			return len(strings.Fields(numbers)) == 1
		}
	}
	return true // the kernel has no PID namespaces
}
