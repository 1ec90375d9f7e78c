using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;

namespace CompetencyBot.Sandbox.Graph;

/// <summary>
/// <c>GET /users/delta</c>: pages of a first full read, then of what changed since. A token is good for seven days; then it is answered 400
/// <c>syncStateNotFound</c>, and after <see cref="ExpireTokens"/> 410 with the address at which to begin again.
/// </summary>
public sealed class UserDelta
{
    private static readonly TimeSpan TokensLive = TimeSpan.FromDays(7);

    private readonly FakeDirectory _directory;
    private readonly GraphShapes _shapes;
    private readonly TimeProvider _clock;
    private readonly ConcurrentDictionary<string, Position> _tokens = new();
    private int _given;
    private int _expired;

    internal UserDelta(FakeDirectory directory, GraphShapes shapes, TimeProvider clock) => (_directory, _shapes, _clock) = (directory, shapes, clock);

    /// <summary>What may happen in reality: a page begins with what ended the one before, and a round also lists what the round before listed.</summary>
    public bool Repeats { get; set; }

    /// <summary>What was reported of the real one: rounds of changes say nothing of managers.</summary>
    public bool LeavesOutManagers { get; set; }

    /// <summary>No token that was given so far is good any more: 410, whatever its age.</summary>
    public void ExpireTokens() => _expired = _given;

    internal void Map(GraphRoutes routes) =>
        routes.Add("GET", "/users/delta", GraphConsent.ReadUsers, ["$select", "$deltatoken", "$skiptoken"], Answer);

    private GraphAnswer Answer(GraphRequest request)
    {
        var token = request.Query.GetValueOrDefault("$skiptoken") ?? request.Query.GetValueOrDefault("$deltatoken");
        if (string.IsNullOrEmpty(token))
            return Page(new Position(FullRound(request.Select), 0));
        if (token == "latest")
            return Page(new Position(FullRound(request.Select) with { UserIds = [] }, 0));
        if (!_tokens.TryGetValue(token, out var position))
            return GraphAnswer.Bad("Badly formed token.");
        if (position.Number <= _expired)
            return Gone();
        if (_clock.GetUtcNow() - position.GivenAt > TokensLive)
            return GraphAnswer.Bad("The sync state generation is not found. The delta token is expired and data must be synchronized again.", "syncStateNotFound");
        return Page(position.IsEnd ? new Position(NextRound(position.Round), 0) : position);
    }

    private GraphAnswer Gone() =>
        GraphAnswer.Error(410, "syncStateNotFound", "The sync state is not found. Data must be synchronized again.") with
        {
            Location = $"{_shapes.BaseUrl}/users/delta?$deltatoken=",
        };

    /// <summary>Who is deleted is not in a first read.</summary>
    private Round FullRound(IReadOnlyList<string> select)
    {
        var now = _directory.Version; // before the users are read: what changes between is told twice, not never
        return new(select.Count == 0 ? GraphUser.Usual : select, [.. _directory.Users.Select(user => user.Id)], -1, now);
    }

    private Round NextRound(Round last)
    {
        var now = _directory.Version;
        var seen = _directory.Since(last.To).Where(change => change.Kind != ChangeKind.Changed || change.Properties.Overlaps(last.Select));
        string[] changed = [.. seen.Select(change => change.UserId).Reverse().Distinct().Reverse()]; // at the place of the latest change
        var replayed = Repeats ? last.UserIds.Except(changed) : [];
        return last with { UserIds = [.. replayed, .. changed], From = last.To, To = now };
    }

    private GraphAnswer Page(Position position)
    {
        var round = position.Round;
        var size = _shapes.PageSize;
        var from = Repeats && position.Place > 0 ? position.Place - 1 : position.Place;
        var next = position.Place + size;
        var entries = round.UserIds.Take(from..Math.Min(next, round.UserIds.Count)).Select(id => Entry(id, round));
        var page = new JsonObject { ["@odata.context"] = $"{_shapes.BaseUrl}/$metadata#users({string.Join(',', round.Select)})" };
        if (next < round.UserIds.Count)
            page["@odata.nextLink"] = $"{_shapes.BaseUrl}/users/delta?$skiptoken={TokenFor(new Position(round, next))}";
        else
            page["@odata.deltaLink"] = $"{_shapes.BaseUrl}/users/delta?$deltatoken={TokenFor(new Position(round, next) { IsEnd = true })}";
        page["value"] = new JsonArray([.. entries]);
        return GraphAnswer.Ok(page);
    }

    /// <summary>A user as they are now. Of what was selected only what has or had a value is there.</summary>
    private JsonObject Entry(string id, Round round)
    {
        var user = _directory.Find(id);
        if (user is not { DeletedDateTime: null })
            return new JsonObject { ["id"] = id, ["@removed"] = new JsonObject { ["reason"] = user is null ? "deleted" : "changed" } };
        var changes = round.From < 0 ? [] : _directory.Since(round.From).Where(change => change.UserId == id).ToArray();
        var entry = new JsonObject { ["id"] = id };
        foreach (var property in round.Select.Where(GraphUser.Knows))
            if (_shapes.ValueOf(user, property) is { } value)
                entry[property] = value;
            else if (Array.Exists(changes, change => change.Properties.Contains(property)))
                entry[property] = null;
        if (round.Select.Contains("manager"))
            AddManager(entry, user, changes, isFull: round.From < 0 || Array.Exists(changes, change => change.Kind == ChangeKind.Appeared));
        return entry;
    }

    private void AddManager(JsonObject entry, GraphUser user, DirectoryChange[] changes, bool isFull)
    {
        var changed = Array.FindAll(changes, change => change.Properties.Contains("manager"));
        if ((changed.Length == 0 && !isFull) || (LeavesOutManagers && changes.Length > 0))
            return;
        var managers = new JsonArray();
        if (changed.FirstOrDefault()?.FormerManagerId is { } former && former != user.ManagerId)
            managers.Add(Reference(former, isRemoved: true));
        if (user.ManagerId is { } manager)
            managers.Add(Reference(manager, isRemoved: false));
        if (managers.Count > 0)
            entry["manager@delta"] = managers;
    }

    private static JsonObject Reference(string id, bool isRemoved)
    {
        var reference = new JsonObject { ["@odata.type"] = "#microsoft.graph.user", ["id"] = id };
        if (isRemoved)
            reference["@removed"] = new JsonObject { ["reason"] = "deleted" };
        return reference;
    }

    /// <summary>As opaque and as long as the real ones, which do not fit in a column of 255 characters.</summary>
    private string TokenFor(Position position)
    {
        var number = Interlocked.Increment(ref _given);
        var seed = number.ToString(CultureInfo.InvariantCulture);
        var token = string.Concat(Enumerable.Range(0, 12).Select(part => Base64UrlEncoder.Encode(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}/{part}")))));
        _tokens[token] = position with { Number = number, GivenAt = _clock.GetUtcNow() };
        return token;
    }

    /// <param name="From">Moment of the directory since which it tells changes; negative = it is a full read.</param>
    /// <param name="To">Moment from which the next round goes on.</param>
    private sealed record Round(IReadOnlyList<string> Select, IReadOnlyList<string> UserIds, int From, int To);

    /// <param name="Place">How many of the round's users have been listed.</param>
    private sealed record Position(Round Round, int Place)
    {
        public bool IsEnd { get; init; }

        public int Number { get; init; }

        public DateTimeOffset GivenAt { get; init; }
    }
}
