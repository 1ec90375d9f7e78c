namespace CompetencyBot.Domain.Catalogue;

/// <summary>
/// Relations between the groups of one alternative lead to a group that is there, never in a circle, never to a contradiction. Each group
/// has one relation at most, so with these checks passed there are always people who could meet all groups together.
/// </summary>
internal static class RelationChecks
{
    public static void Check(Place alternative, Alternative read)
    {
        var groups = read.Groups.ToDictionary(group => group.Id, StringComparer.OrdinalIgnoreCase);
        foreach (var (index, group) in read.Groups.Index())
            if (group.Relation is { } relation)
                Check(alternative.At("groups").At(index).At("relation"), group, relation, groups);
    }

    private static void Check(Place place, Group group, GroupRelation relation, Dictionary<string, Group> groups)
    {
        if (!groups.TryGetValue(relation.GroupId, out var other) || other.Id != relation.GroupId)
            throw place.At("group").Refuse($"'{relation.GroupId}' is not a group of this alternative");
        if (ReachesItself(group, groups))
            throw place.At("group").Refuse($"the relations lead in a circle back to '{group.Id}'");
        if (relation.Kind == GroupRelationKind.SamePeopleAs && group.People != other.People)
            throw place.Refuse($"{group.People} people cannot be the same as the {other.People} of '{other.Id}'");
        if (relation.Kind == GroupRelationKind.SubsetOf && group.People > other.People)
            throw place.Refuse($"{group.People} people cannot be among the {other.People} of '{other.Id}'");
    }

    private static bool ReachesItself(Group start, Dictionary<string, Group> groups)
    {
        var at = start;
        for (var steps = 0; steps < groups.Count; steps++)
        {
            if (at.Relation is null || !groups.TryGetValue(at.Relation.GroupId, out var next))
                return false;
            if (next.Id == start.Id)
                return true;
            at = next;
        }

        return false;
    }
}
