namespace CompetencyBot.Sandbox.Graph;

/// <summary>Fills a directory with the people of a sample organisation, and with some of whom its people file knows nothing.</summary>
public static class SampleDirectory
{
    /// <summary>Members at first: who the file says is an admin.</summary>
    public const string AdminGroup = "6d0f3a55-8a0e-4d55-9d0b-3c5f1b7e2a01";

    /// <summary>Members at first: who the file says is a manager, as members of a group in it.</summary>
    public const string ManagerGroup = "6d0f3a55-8a0e-4d55-9d0b-3c5f1b7e2a02";

    /// <summary>The one member of <see cref="ManagerGroup"/>.</summary>
    public const string TeamLeadGroup = "6d0f3a55-8a0e-4d55-9d0b-3c5f1b7e2a03";

    /// <summary>Began this week; works for Anna Kowalski.</summary>
    public const string Newcomer = "mingyu.sun@contoso.example";

    /// <summary>A disabled account of the organisation that is nobody's.</summary>
    public const string ServiceAccount = "reporting.service@contoso.example";

    /// <summary>Somebody of another organisation.</summary>
    public const string Guest = "alex.auditor_fabrikam.example#EXT#@contoso.example";

    /// <param name="folder">Folder of a sample organisation, in whose people file nothing is quoted.</param>
    public static void Fill(FakeGraph graph, string folder)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var rows = ReadFrom(PeopleFile.In(folder));
        var ids = rows.ToDictionary(row => row["UserPrincipalName"], row => row["EntraObjectId"]);
        foreach (var row in rows)
            graph.Directory.Add(UserOf(row, ids.GetValueOrDefault(row["ManagerUserPrincipalName"])));
        foreach (var user in OthersUnder(ids.GetValueOrDefault("anna.kowalski@contoso.example")))
            graph.Directory.Add(user);
        graph.Groups.Add(AdminGroup, WithRole("admin"));
        graph.Groups.Add(TeamLeadGroup, WithRole("manager"));
        graph.Groups.Add(ManagerGroup, TeamLeadGroup);

        IEnumerable<string> WithRole(string role) => rows.Where(row => row["Role"] == role).Select(row => row["EntraObjectId"]);
    }

    /// <returns>The rows of people who have an object id, by column.</returns>
    private static List<Dictionary<string, string>> ReadFrom(string file)
    {
        string[][] lines = [.. File.ReadLines(file).Select(line => line.Split(','))];
        return [.. lines.Skip(1).Select(line => lines[0].Zip(line).ToDictionary(field => field.First, field => field.Second))
            .Where(row => row["EntraObjectId"].Length > 0)];
    }

    private static GraphUser UserOf(Dictionary<string, string> row, string? managerId) =>
        new(row["EntraObjectId"], row["UserPrincipalName"], row["DisplayName"])
        {
            Mail = row["UserPrincipalName"],
            ManagerId = managerId,
            PreferredLanguage = row["Locale"],
            Mailbox = new GraphMailbox(TimeZoneInfo.TryConvertIanaIdToWindowsId(row["TimeZone"], out var name) ? name : row["TimeZone"]),
        };

    private static GraphUser[] OthersUnder(string? managerId) =>
    [
        new("0a9a4c1e-52a7-4d0e-8a63-6a0f5d1b9c11", Newcomer, "孫明宇")
        {
            Mail = Newcomer, ManagerId = managerId, PreferredLanguage = "zh-TW", Mailbox = new GraphMailbox("Taipei Standard Time"),
        },
        new("0a9a4c1e-52a7-4d0e-8a63-6a0f5d1b9c12", ServiceAccount, "Reporting Service") { AccountEnabled = false },
        new("0a9a4c1e-52a7-4d0e-8a63-6a0f5d1b9c13", Guest, "Alex Auditor") { Mail = "alex.auditor@fabrikam.example", UserType = GraphUser.Guest },
    ];
}
