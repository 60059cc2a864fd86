import { parseForks } from '../parsers/forks.ts'
import { type Probe, probe } from '../probe.ts'

/** perl is in all of the images; a shell that cannot fork would end with an error of its own. */
const script = `
my ($most) = @ARGV;
my ($error, @children) = ('none');
for (1 .. $most) {
  my $pid = fork;
  if (!defined $pid) { $error = $!{EAGAIN} ? 'EAGAIN' : $!; last }
  if ($pid == 0) { sleep 10; exit }
  push @children, $pid;
}
kill 'KILL', @children;
waitpid $_, 0 for @children;
print scalar(@children), " $error\\n"`

/**
 * How many children a process can have at a time, up to a number, and the error of the first fork that fails. All of
 * them have ended when it answers.
 * @see https://man7.org/linux/man-pages/man2/fork.2.html
 */
export const forks = (most: number): Probe<ReturnType<typeof parseForks>> =>
  probe('fork', ['perl', '-e', script, String(most)], parseForks)
