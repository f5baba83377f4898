"""Rows are locked once, first, in one order; who comes too late or stands in a circle hears a sentence."""

import threading
from unittest import mock

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import OperationalError, connection, transaction
from django.test.utils import CaptureQueriesContext

from campaigns.models import BankAccount, Fund
from home.models import Unit
from home.safety.locks import (
    Busy,
    Moved,
    OutOfOrder,
    alone,
    gave_way,
    holding,
    holding_found,
    order,
    tried_twice,
    work,
)
from tests.donate import factories as make

on_postgres = [
    pytest.mark.postgres,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="threads and row locks need PostgreSQL"),
    pytest.mark.django_db(transaction=True),
]


def database_gave_way() -> OperationalError:
    error = OperationalError("deadlock detected" if connection.vendor == "postgresql" else "database table is locked")
    error.__cause__ = type("DeadlockDetected", (Exception,), {"pgcode": "40P01"})()
    return error


@pytest.mark.django_db
class TestHolding:
    def test_it_gives_the_rows_as_they_are_now(self):
        fund = make.fund()
        Fund.objects.filter(pk=fund.pk).update(name="Tên mới")
        with holding(fund) as held:
            assert held(fund).name == "Tên mới"
            assert held(fund) is not fund

    def test_inside_it_what_is_held_may_be_asked_for_again_and_is_the_same_row(self):
        fund = make.fund()
        with holding(fund, fund.account) as outer, holding(fund) as inner:
            assert inner(fund) is outer(fund)

    def test_asking_for_more_inside_it_is_refused(self):
        first, second = make.fund(), make.fund()
        with holding(first), pytest.raises(OutOfOrder, match=f"Fund {second.pk}"), holding(second):
            pass

    def test_a_row_that_is_not_held_is_not_given(self):
        fund = make.fund()
        with holding(fund) as held, pytest.raises(OutOfOrder):
            held(fund.account)

    def test_a_model_without_a_place_in_the_order_is_refused(self):
        unit = Unit.objects.create(name="Hội xã Mẫu", kind=Unit.Kind.COMMUNE)
        with pytest.raises(OutOfOrder, match="LOCK_ORDER"), holding(unit):
            pass

    def test_a_row_that_is_gone_is_said_to_be_gone(self):
        with pytest.raises(ObjectDoesNotExist), holding((Fund, 0)):
            pass

    def test_rows_are_taken_by_the_order_of_their_models_and_keys_whatever_the_order_they_are_named_in(
        self,
    ):
        funds = [make.fund() for _number in range(3)]
        with CaptureQueriesContext(connection) as queries, holding(*reversed(funds), funds[0].account):
            pass
        selects = [query["sql"] for query in queries.captured_queries if query["sql"].startswith("SELECT")]
        assert ["campaigns_bankaccount" in selects[0], "campaigns_fund" in selects[1]] == [True, True]
        assert "ORDER BY" in selects[1]

    def test_what_is_claimed_before_any_row_leaves_one_holding_open(self):
        first, second = make.fund(), make.fund()
        with work():
            with holding(first):
                pass
            with pytest.raises(OutOfOrder), holding(second):
                pass

    def test_filling_an_empty_database_is_one_transaction_of_many_services(self):
        first, second = make.fund(), make.fund()
        with alone():
            for fund in (first, second):
                with holding(fund) as held:
                    held(fund).name = "Đã đổi"
                    held(fund).save()
        assert set(Fund.objects.filter(pk__in=[first.pk, second.pk]).values_list("name", flat=True)) == {"Đã đổi"}

    def test_a_part_that_fails_inside_leaves_the_row_as_the_rest_had_it(self):
        fund = make.fund(name="Như cũ")

        def half() -> None:
            with holding(fund) as inner:
                inner(fund).name = "Nửa chừng"
                inner(fund).save()
                raise ZeroDivisionError

        with holding(fund, fund.account) as held:
            held(fund).goal = 5
            pytest.raises(ZeroDivisionError, half)
            assert (held(fund).name, held(fund).goal) == ("Như cũ", 5)
            held(fund).save()
        fund.refresh_from_db()
        assert (fund.name, fund.goal) == ("Như cũ", 5)

    def test_rows_that_a_query_finds_are_looked_for_once_more_under_the_lock(self):
        first, second = make.fund(), make.fund()
        answers = iter([[first], [first, second]])
        with pytest.raises(Moved, match="thử lại"), holding_found(lambda: next(answers)):
            pass
        answers = iter([[first, (Fund, 0)], [first]])
        with holding_found(lambda: next(answers)) as held:  # gone meanwhile: nothing to lock
            assert held(first) == first

    def test_a_service_whose_rows_had_moved_begins_anew(self):
        service = mock.Mock(side_effect=[Moved("đã đổi"), "xong"], __name__="service")
        assert tried_twice(service)() == "xong"

    def test_what_is_claimed_inside_another_claim_is_one_transaction_and_comes_before_any_row(self):
        fund = make.fund()
        with work() as outer, work() as inner:
            assert inner is outer
            with holding(fund), pytest.raises(OutOfOrder, match="claimed"), work():
                pass

    def test_what_fails_inside_leaves_nothing(self):
        fund = make.fund(name="Như cũ")

        def half() -> None:
            with holding(fund) as held:
                held(fund).name = "Khác"
                held(fund).save()
                raise ZeroDivisionError

        pytest.raises(ZeroDivisionError, half)
        fund.refresh_from_db()
        assert fund.name == "Như cũ"


@pytest.mark.django_db
class TestTriedTwice:
    def test_what_the_database_gave_up_once_is_carried_out(self):
        service = mock.Mock(side_effect=[database_gave_way(), "xong"], __name__="service")
        assert tried_twice(service)() == "xong"

    def test_twice_is_a_sentence_for_the_screen(self):
        service = mock.Mock(side_effect=[database_gave_way(), database_gave_way()], __name__="service")
        with pytest.raises(Busy, match="thử lại"):
            tried_twice(service)()

    def test_another_fault_of_the_database_stays_what_it_is(self):
        service = mock.Mock(side_effect=OperationalError("the disk is full"), __name__="service")
        with pytest.raises(OperationalError, match="disk"):
            tried_twice(service)()
        assert service.call_count == 1

    def test_inside_another_service_nothing_is_tried_again(self):
        service = mock.Mock(side_effect=database_gave_way(), __name__="service")
        with pytest.raises(OperationalError), holding(make.fund()):
            tried_twice(service)()
        assert service.call_count == 1


def test_every_model_of_the_order_is_there():
    assert len(order()) == len(set(order()))


class TestManyAtOnce:
    pytestmark = on_postgres

    def test_two_who_name_the_same_rows_in_opposite_order_do_not_wait_in_a_circle(self):
        fund, account = make.fund(), make.account()
        start, failures = threading.Barrier(2), []

        def again_and_again(*rows):
            try:
                start.wait()
                for _time in range(40):
                    with holding(*rows):
                        pass
            except Exception as error:
                failures.append(error)
            finally:
                connection.close()

        people = [threading.Thread(target=again_and_again, args=rows) for rows in ((fund, account), (account, fund))]
        for thread in people:
            thread.start()
        for thread in people:
            thread.join()
        assert failures == []

    def test_a_transaction_begun_in_another_way_is_refused(self):
        fund = make.fund()
        with transaction.atomic(), pytest.raises(RuntimeError, match="durable"), holding(fund):
            pass

    def test_a_deadlock_of_the_database_itself_is_known(self):
        fund, account, start = make.fund(), make.account(), threading.Barrier(2)
        seen = []

        def cross(first, second):
            try:
                with transaction.atomic():
                    type(first).objects.select_for_update().get(pk=first.pk)
                    start.wait()
                    type(second).objects.select_for_update().get(pk=second.pk)
            except OperationalError as error:
                seen.append(gave_way(error))
            finally:
                connection.close()

        other = threading.Thread(target=cross, args=(account, fund))
        other.start()
        cross(fund, account)
        other.join()
        assert seen == [True]
        assert BankAccount.objects.filter(pk=account.pk).exists()
