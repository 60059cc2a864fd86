# For the scripts of `npm run bench`, which set before: docker (argv of the client), host (argv prefix of the host's commands),
# label (of the run's containers, with its value), journal (the run's), netns (where the links of /var/run/netns lie for us).
containers=0 commands=0 different=0
standing=() links=() files=() holders=() trio=()

# start OPTION… IMAGE [ARGUMENT…]: a container; its id and the PID of its first process are in $id and $pid.
start() {
  id=$("${docker[@]}" run --detach --label "$label" "$@") || return
  pid=$("${docker[@]}" inspect --format '{{.State.Pid}}' "$id")
  standing+=("$id")
  containers=$((containers + 1))
}

# hold ARGV…: a process that sleeps in the namespaces that ARGV makes; its PID is in $held.
hold() {
  local from child
  exec {from}< <(exec "$@" sh -c 'echo ready; exec sleep infinity')
  held=$!
  read -r -u "$from"
  exec {from}<&-
  while child='' && { read -r child _ <"/proc/$held/task/$held/children" || :; } && [ -n "$child" ]; do held=$child; done
  holders+=("$held")
}

# beside ARGV…: a command that runs on beside the ones after it. It has begun once it has printed a line.
beside() {
  local from
  exec {from}< <(exec "$@" </dev/null 2>/dev/null)
  holders+=("$!")
  read -r -u "$from"
  exec {from}<&-
  commands=$((commands + 1))
}

# linking NAME PID: writes a link in /var/run/netns to the journal before it is made.
linking() {
  links+=("/var/run/netns/$1")
  printf '\n{"kind":"link","path":"%s/%s","target":"/proc/%s/ns/net"}\n' "$netns" "$1" "$2" >>"$journal"
}

# ran CODE ARGV…: runs one command of the run's, which ended with CODE there.
ran() {
  local expected=$1 code
  shift
  "$@" </dev/null >/dev/null 2>&1
  code=$?
  commands=$((commands + 1))
  [ "$code" = "$expected" ] && return
  different=$((different + 1))
  echo "$code, and not $expected: $*" >&2
}

# gone: removes what was made, guests before the containers whose namespaces they share.
gone() {
  local index
  [ ${#links[@]} = 0 ] || "${host[@]}" rm --force "${links[@]}"
  [ ${#files[@]} = 0 ] || "${host[@]}" rm --force "${files[@]}"
  [ ${#holders[@]} = 0 ] || "${host[@]}" kill -KILL "${holders[@]}"
  for ((index = ${#standing[@]} - 1; index >= 0; index--)); do
    "${docker[@]}" rm --force "${standing[index]}" >/dev/null 2>&1
  done
  standing=() links=() files=() holders=()
}
ended() {
  gone
  standing=("${trio[@]}") trio=()
  gone
}
trap ended EXIT
trap 'exit 130' INT TERM HUP
[ -d "$netns" ] || printf '\n{"kind":"directory","path":"%s"}\n' "$netns" >>"$journal"
"${host[@]}" mkdir -p /var/run/netns
