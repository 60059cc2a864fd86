# The article's own commands, in its order and without any control, after prelude.sh. Arguments: the references of nginx,
# httpd and nextcloud, with `ps` where the article installs it by hand.
for image; do
  id=$("${docker[@]}" run --detach --label "$label" "$image") || exit 1
  standing+=("$id")
done
c1=${standing[0]} c2=${standing[1]} c3=${standing[2]}
"${docker[@]}" ps
"${docker[@]}" exec "$c1" ps -ef
"${docker[@]}" exec "$c2" ps -ef
"${host[@]}" ps -ef
"${host[@]}" ip netns list
"${host[@]}" ls -ltr /var/run/netns/
"${docker[@]}" ps
p3=$("${docker[@]}" inspect "$c3" --format '{{.State.Pid}}')
p2=$("${docker[@]}" inspect "$c2" --format '{{.State.Pid}}')
p1=$("${docker[@]}" inspect "$c1" --format '{{.State.Pid}}')
for pid in "$p3" "$p2" "$p1"; do "${host[@]}" ls -l "/proc/$pid/ns/"; done
for pid in "$p3" "$p2" "$p1"; do
  linking "nsproof-docker-ns-$pid" "$pid"
  "${host[@]}" ln -s "/proc/$pid/ns/net" "/var/run/netns/nsproof-docker-ns-$pid" || exit 1
done
"${host[@]}" ls -ltr /var/run/netns/
"${host[@]}" ip netns list
"${host[@]}" ip netns exec "nsproof-docker-ns-$p1" ip a || exit 1
"${docker[@]}" ps
"${docker[@]}" inspect "$c1" | grep IPAddress
"${host[@]}" ip netns exec "nsproof-docker-ns-$p1" ps -ef || exit 1
