namespace CompetencyBot.Benchmarks.Load;

/// <param name="Turns">Counted turns of a run.</param>
/// <param name="InFlight">Workers, each of which has one turn open at any time.</param>
/// <param name="Conversations">Personal chats, written to in turn: Teams allows a bot a few messages a second in each.</param>
/// <param name="Tenants">Among which the chats are spread: Teams allows a bot 50 requests a second in each.</param>
/// <param name="WarmUp">Turns before the counted ones: code is compiled, connections are open and every chat is known.</param>
internal sealed record LoadOptions(int Turns, int InFlight, int Runs, int Conversations, int Tenants, int WarmUp);
