namespace CompetencyBot.Sandbox.Playground;

/// <summary>A person of the sample organisation as a user of a Playground, told apart by the Entra object id of the people file.</summary>
public sealed record PlaygroundUser(string UserPrincipalName, string DisplayName, string EntraObjectId)
{
    /// <summary>Short name that the user's own conversations are named by.</summary>
    public string Alias => UserPrincipalName.Split('@')[0];

    /// <param name="file">The sample's people file, in which nothing is quoted; rows without a name or an object id are left out.</param>
    public static IReadOnlyList<PlaygroundUser> ReadFrom(string file)
    {
        string[][] rows = [.. File.ReadLines(file).Select(line => line.Split(','))];
        var (address, name, id) = (ColumnOf(nameof(UserPrincipalName)), ColumnOf(nameof(DisplayName)), ColumnOf(nameof(EntraObjectId)));
        return [.. rows.Skip(1)
            .Select(row => new PlaygroundUser(row[address], row[name], row[id]))
            .Where(user => user is { DisplayName.Length: > 0, EntraObjectId.Length: > 0 })];

        int ColumnOf(string column) => Array.IndexOf(rows[0], column);
    }
}
